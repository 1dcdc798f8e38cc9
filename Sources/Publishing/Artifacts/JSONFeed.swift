import Markup
import Primitives

extension Artifact {
  /// `feed.json`: the same news.
  ///
  /// Source: JSON Feed 1.1.
  static let jsonFeed = Artifact(name: "json-feed") { input in
    let site = input.site
    var feed: Object = [
      "version": "https://jsonfeed.org/version/1.1", "title": .string(site.title),
      "description": .string(site.description), "language": .string(site.language),
      "authors": [["name": .string(site.publisher ?? site.title)]],
    ]
    if let base = site.baseURL {
      feed["home_page_url"] = .string(base + "index.html")
      feed["feed_url"] = .string(base + "feed.json")
    }
    feed["items"] = .list(
      Feed.entries(of: site).map { entry in
        [
          "id": .string(Feed.id(of: entry)), "title": .string(HiddenCharacter.shown(entry.title)),
          "content_text": .string(
            HiddenCharacter.shown(entry.text.isEmpty ? entry.title : entry.text)),
          "url": .string(input.address(of: entry.path)),
          "date_published": .string("\(entry.at)"),
          "date_modified": .string("\(entry.modifiedAt)"),
        ]
      })
    return [("feed.json", JSONText.pretty(.object(feed)))]
  }
}
