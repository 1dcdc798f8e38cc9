import Documents
import Testing

@Suite struct DocumentKeyTests {
  @Test(arguments: [
    ("runbook/django-5.2", "runbook", "django-5.2"), ("lessons", "lessons", "index"),
    ("index", "index", "index"),
    ("release-notes/harbor-api-unreleased", "release-notes", "harbor-api-unreleased"),
  ])
  func isReadFromText(text: String, document: String, subject: String) throws {
    let key = try #require(DocumentKey(parsing: text))
    #expect(key.document == document && key.subject == subject)
    #expect(DocumentKey(parsing: key.description) == key)
  }

  @Test(arguments: [
    "", "/", "runbook/", "/x", "a/b/c", "Runbook/x", "runbook/../x", "runbook/x y", "runbook//x",
    "runbook\\x", "run book", "-x/y",
  ])
  func isRefused(text: String) { #expect(DocumentKey(parsing: text) == nil) }

  @Test func hasAPlace() {
    #expect(DocumentKey("index").path == "index")
    #expect(DocumentKey("lessons").path == "lessons/index")
    #expect(DocumentKey("runbook", "x").path == "runbook/x")
  }

  @Test func isOrderedByDocumentAndSubject() {
    #expect(DocumentKey("a", "z") < DocumentKey("b", "a"))
    #expect(DocumentKey("a", "a") < DocumentKey("a", "b"))
  }
}
