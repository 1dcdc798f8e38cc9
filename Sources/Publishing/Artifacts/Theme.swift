import Markup

extension Artifact {
  /// `assets/…`: styles, scripts and icons.
  static let theme = Artifact(name: "theme") { input in
    ThemeAssets.files(overrides: input.site.overrides)
  }

  /// A stub at each old path: works from `file://` and without a server's help.
  static let redirects = Artifact(name: "redirects") { input in
    input.index.redirects.compactMap { redirect in
      guard let target = input.index.targets[redirect.to] else { return nil }
      let file = redirect.from + ".html"
      let href = SitePath.relative(from: file, to: target.file)
      var out = Array("<!doctype html>\n<html lang=\"".utf8)
      HTMLText.escapeAttribute(input.site.language, into: &out)
      out.append(contentsOf: "\">\n<head>\n<meta charset=\"utf-8\">\n".utf8)
      out.append(
        contentsOf:
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n".utf8)
      out.append(contentsOf: "<meta http-equiv=\"refresh\" content=\"0; url=".utf8)
      HTMLText.escapeAttribute(href, into: &out)
      out.append(contentsOf: "\">\n<link rel=\"canonical\" href=\"".utf8)
      HTMLText.escapeAttribute((input.site.baseURL.map { $0 + target.file }) ?? href, into: &out)
      out.append(contentsOf: "\">\n<meta name=\"robots\" content=\"noindex\">\n<title>Moved".utf8)
      out.append(contentsOf: "</title>\n</head>\n<body>\n<p>This page moved to <a href=\"".utf8)
      HTMLText.escapeAttribute(href, into: &out)
      out.append(contentsOf: "\">".utf8)
      HTMLText.escape(redirect.to, into: &out)
      out.append(contentsOf: "</a>.</p>\n</body>\n</html>\n".utf8)
      return (file, out)
    }
  }
}
