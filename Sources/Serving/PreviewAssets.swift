/// The script and the style that only previews have: nothing of them is ever published.
enum PreviewAssets {
  /// Waits until what the page shows is outdated, and loads it anew.
  ///
  /// Only the page that is looked at waits: a browser has six connections for one server.
  static let script = """
    (() => {
      "use strict";
      const state = document.currentScript.dataset.state;
      const pause = (ms) => new Promise((done) => setTimeout(done, ms));
      const seen = () => new Promise((done) => {
        if (!document.hidden) return done();
        document.addEventListener("visibilitychange", done, { once: true });
      });
      const wait = async () => {
        for (;;) {
          await seen();
          try {
            const answer = await fetch(
              `/_waymark/changes?state=${encodeURIComponent(state)}`, { cache: "no-store" });
            if (answer.status === 200) return location.reload();
            if (answer.status !== 204) await pause(1000);
          } catch {
            // The preview was stopped; it may come back.
            await pause(1000);
          }
        }
      };
      const problems = document.querySelector("[data-waymark-problems]");
      const close = document.querySelector("[data-waymark-close]");
      if (problems && close) {
        close.hidden = false;
        close.addEventListener("click", () => problems.remove());
        addEventListener("keydown", (event) => {
          if (event.key === "Escape") problems.remove();
        });
      }
      wait();
    })();

    """

  static let style = """
    .waymark-problems {
      position: fixed; inset: 0 0 auto 0; z-index: 1000; max-height: 75vh; overflow: auto;
      box-sizing: border-box; padding: 1rem 1.25rem; background: #1b1210; color: #fdeee9;
      border-bottom: 4px solid #e4572e; box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 50%);
      font: 0.95rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; text-align: left;
      direction: ltr;
    }
    .waymark-problems header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
    .waymark-problems strong { font-size: 1.15rem; color: #ffb39e; }
    .waymark-problems button {
      margin-left: auto; padding: 0.3rem 0.9rem; min-height: 28px; font: inherit; cursor: pointer;
      color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 4px;
    }
    .waymark-problems pre {
      margin: 0.9rem 0 0; padding: 0.7rem 0.9rem; background: #2a1c18; color: inherit; border: 0;
      border-left: 4px solid #e4572e; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit;
    }
    .waymark-problems pre.warning { border-left-color: #e0a02b; }
    .waymark-problems pre.note { border-left-color: #5b9bd5; }
    @media print { .waymark-problems { display: none; } }

    """
}
