/// Complete plans to start from, one for each strategy; they are read like any file that people
/// write, and a law keeps them free of problems.
enum Skeleton {
  /// The plan of a strategy; `nil` for a word that is no strategy.
  static func text(_ strategy: String) -> String? {
    switch strategy {
    case "in-place": inPlace
    case "rolling": rolling
    case "blue-green": blueGreen
    case "canary": canary
    case "shadow": shadow
    case "offline": offline
    default: nil
    }
  }

  /// What every plan begins with: identity, and what must be there before anybody starts.
  ///
  /// - `background`: what the strategy does, and `database` what happens to the schema meanwhile.
  static func head(
    _ strategy: String, impact: String, title: String, background: String,
    database: String = expandAndContract
  ) -> String {
    #"""
    # A plan to start from: strategy \#(strategy), a Python service with a database.
    # Commands, thresholds and durations are starting points. Replace `example-service`, the hosts and
    # the numbers by yours, rehearse the plan once, and let the rehearsal correct it.
    id: example
    title: \#(title)
    component: example-service
    from: "1.0"
    to: "2.0"
    kind: major
    strategy: \#(strategy)
    impactClass: \#(impact)
    background: |
      \#(background)

      The lockfile is the unit of change: what was tested is what is installed, byte for byte.
      \#(database)

    prerequisites:
      - key: lockfile
        title: The lockfile of the new version is committed and installs without being changed
        command: uv sync --locked --dry-run
        expect: exit code 0
        why: An unlocked install picks versions that no test has seen.
      - key: tests-pass
        title: The test suite passes on exactly these pins, with warnings as errors
        command: uv run --locked python -W error::DeprecationWarning -m pytest
        expect: no failures
        why: Deprecation warnings of the old version are the removals of the new one.
      - key: compatible-pins
        title: No installed package asks for a version that is not there
        command: uv pip check
        expect: no broken requirements
        why: A package may declare a limit that its resolver was told to ignore.
      - key: backup-restored
        title: The latest backup was restored into a scratch database, and the time was noted
        why: A backup that was never restored is a hope.
      - key: rollback-rehearsed
        title: The way back was walked in staging, from its first step to its last
        why: Nobody should read the way back for the first time during an outage.

    parity:
      - fact: Python version, to the patch release
        match: unknown
      - fact: Digest of the installed lockfile
        match: unknown
      - fact: Database server version and extensions
        match: unknown
      - fact: Operating system image and system libraries
        match: unknown
      - fact: Settings and feature flags
        match: unknown

    acceptance:
      - key: error-rate
        title: Share of responses with a 5xx status
        metric: http_5xx_ratio
        unit: "%"
        op: lte
        value: 1
        interval: PT1M
        count: 30
        failureLimit: 2
        baseline: previous-release
        onFailure: rollback
      - key: latency-p95
        title: 95th percentile of response times
        metric: http_request_seconds_p95
        unit: s
        op: lte
        value: 0.5
        interval: PT1M
        count: 30
        failureLimit: 3
        baseline: previous-release
        onFailure: hold
      - key: jobs-flow
        title: Age of the oldest job in the queue
        metric: queue_oldest_seconds
        unit: s
        op: lte
        value: 60
        interval: PT1M
        count: 30
        failureLimit: 3
        onFailure: hold

    """#
  }

  private static let expandAndContract =
    "The database follows expand, migrate, contract, so that the old and the new version can both\n"
    + "  run on it until the contract step, and going back needs no restore."

  /// The first steps of plans that change the schema: also expand it.
  static let firstSteps = beginning + expansion

  /// The first steps of every plan: freeze, note where we are and back up.
  static let beginning = #"""
    steps:
      - key: announce
        title: Tell the users and the on-call rota, and freeze other deployments
        phase: prepare
        estimate: PT10M
        expect:
          text: The rota has confirmed, and the deployment pipeline is paused.
      - key: note-state
        title: Note the installed versions and the revisions of the schema
        phase: pre-check
        estimate: PT1M
        command: |
          uv pip freeze > before.txt &&
          uv run alembic current --verbose > before-schema.txt &&
          cat before-schema.txt
        expect:
          exit: 0
          text: "`before-schema.txt` names the revisions of the branches expand and contract."
        timeout: PT2M
      - key: back-up
        title: Back up the database
        phase: backup
        estimate: PT20M
        command: pg_dump --format=custom --file=before-upgrade.dump "$DATABASE_URL"
        runOn: database host
        expect:
          exit: 0
        timeout: PT1H
        onFailure: abort

    """#

  private static let expansion = #"""
      - key: expand-schema
        title: Add what the new version needs; the old version goes on
        description: |
          Only additions: new tables, new columns that may be empty, indexes built concurrently.
          Nothing is renamed, narrowed or dropped here.
        phase: migrate
        estimate: PT10M
        command: uv run alembic upgrade expand@head
        expect:
          exit: 0
        timeout: PT30M
        onFailure: abort
        reversible: "yes"
        undo:
          step: reverse-expand
        checks:
          - key: lock-waits
            title: Sessions that wait for a lock
            query: select count(*) from pg_stat_activity where wait_event_type = 'Lock'
            op: lte
            value: 5
            interval: PT10S
            failureLimit: 3
            onFailure: rollback

    """#

  /// The last steps of plans that change the schema: watch, go back to work, contract days later.
  static let lastSteps = #"""
      - key: watch
        title: Watch the acceptance checks for half an hour
        phase: post-check
        estimate: PT30M
        expect:
          text: All acceptance checks hold for thirty minutes in a row.
        timeout: PT45M
        onFailure: rollback
      - key: close
        title: Resume deployments, record the attempt and what was learned
        phase: cleanup
        estimate: PT10M
        reversible: "yes"
        expect:
          text: The attempt is recorded with the times of its steps, also if nothing went wrong.
      - key: contract-schema
        title: Days later, take away what only the old version needed
        description: |
          Point of no return: the old version does not run on the schema after this step. Do it when
          nobody wants to go back any more, after a backup of that day.
        phase: cleanup
        estimate: PT10M
        command: |
          pg_dump --format=custom --file=before-contract.dump "$DATABASE_URL" &&
          uv run alembic upgrade contract@head
        expect:
          exit: 0
        timeout: PT1H
        onFailure: abort
        reversible: restore-only
        destructive: true
        confirm: No instance of the old version is running, and none will be needed

    """#

  /// The way back: what is common to all strategies around the strategy's own steps.
  static func rollback(_ kind: String, limit: String, steps: String) -> String {
    #"""
    rollback:
      kind: \#(kind)
      trigger: |
        \#(trigger)
      pointOfNoReturn: contract-schema
      afterPointOfNoReturn: |
        Repair forward. Restoring `before-contract.dump` loses everything that was written since.
      timeLimit: \#(limit)
      steps:
    \#(steps)
    \#(oldVersionAnswers)
        - key: reverse-expand
          title: Take the additions to the schema back, only if they do harm
          description: |
            The old version runs with them; leaving them is the safer choice. Never go down to
            `expand@base`: that takes back every addition there ever was.
          phase: rollback
          estimate: PT10M
          environment:
            EXPAND_REVISION: the revision of the branch expand in before-schema.txt
          command: uv run alembic downgrade "$EXPAND_REVISION"
          expect:
            exit: 0
          timeout: PT30M
          reversible: "yes"

    """#
  }

  /// When to go back, in every plan.
  static let trigger =
    "Go back without a discussion when a check fails that says “go back at once”, when data is\n"
    + "    written wrongly, or when the cause of a problem is unknown after ten minutes."

  /// The step of every way back that proves it.
  static let oldVersionAnswers = #"""
        - key: check-old-version
          title: Check that the old version answers
          phase: rollback
          estimate: PT2M
          command: curl --fail --silent --show-error --max-time 5 "$SERVICE_URL/healthz"
          expect:
            exit: 0
          timeout: PT5M
    """#

  /// How configuration and code changes are kept apart: with two plans.
  static let edits = #"""
    codeChanges:
      - title: Code that runs on both versions is released before the upgrade starts
        since: "1.0"
    # Settings that change get a plan of their own, before or after this one: going back from both
    # at once is guesswork.

    """#
}
