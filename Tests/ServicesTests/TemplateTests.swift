import Services
import Testing

@Suite("Template") struct TemplateTests {
  struct Sample: Sendable {
    let template: String
    let context: TemplateContext
    let text: String
  }

  @Test("variables and sections are replaced", arguments: samples)
  func renders(_ sample: Sample) throws {
    let template = try Template(Array(sample.template.utf8))
    #expect(try template.rendered(sample.context, escapes: Shouting()) == sample.text)
  }

  static let samples = [
    Sample(template: "a {{x}} b", context: ["x": .text("1")], text: "a 1 b"),
    Sample(template: "{{ x }}{{x | loud}}", context: ["x": .text("hi")], text: "hiHI!"),
    Sample(template: "{{x}}", context: ["x": .text("{{y}}")], text: "{{y}}"),
    Sample(template: "{{#on}}yes{{/on}}{{^on}}no{{/on}}", context: ["on": .flag(true)], text: "yes"),
    Sample(template: "{{#on}}yes{{/on}}{{^on}}no{{/on}}", context: ["on": .flag(false)], text: "no"),
    Sample(template: "{{#t}}[{{t}}]{{/t}}", context: ["t": .text("")], text: ""),
    Sample(template: "a\n{{#on}}\nb\n{{/on}}\nc\n", context: ["on": .flag(true)], text: "a\nb\nc\n"),
    Sample(template: "a\n  {{! a remark }}  \nb", context: [:], text: "a\nb"),
    Sample(
      template: "{{#items}}\n{{k}}={{v}}\n{{/items}}\n{{^items}}none{{/items}}",
      context: ["v": .text("outer"), "items": .list([["k": .text("a")], ["k": .text("b"), "v": .text("2")]])],
      text: "a=outer\nb=2\n"),
    Sample(template: "{{^items}}none{{/items}}", context: ["items": .list([])], text: "none"),
  ]

  struct Mistake: Sendable {
    let template: String
    let error: TemplateError
  }

  @Test("a mistake is reported with its line, and no text is given", arguments: mistakes)
  func mistake(_ mistake: Mistake) {
    let context: TemplateContext = ["x": .text("v"), "on": .flag(true), "bad": .text("no")]
    #expect(throws: mistake.error) {
      try Template(Array(mistake.template.utf8)).rendered(context, escapes: Shouting())
    }
  }

  static let mistakes = [
    Mistake(template: "\n{{y}}", error: .unknownName("y", line: 2)),
    Mistake(template: "{{#y}}{{/y}}", error: .unknownName("y", line: 1)),
    Mistake(template: "\n\n{{x", error: .unclosedTag(line: 3)),
    Mistake(template: "{{#on}}\n", error: .unclosedSection("on", line: 1)),
    Mistake(template: "{{#on}}\n{{/x}}", error: .unexpectedEnd("x", line: 2)),
    Mistake(template: "{{/x}}", error: .unexpectedEnd("x", line: 1)),
    Mistake(template: "{{}}", error: .unsupportedTag("", line: 1)),
    Mistake(template: "{{> other}}", error: .unsupportedTag("> other", line: 1)),
    Mistake(template: "{{x | soft}}", error: .unknownEscape("soft", line: 1)),
    Mistake(template: "{{on}}", error: .notAText("on", line: 1)),
    Mistake(template: "a\n{{bad | loud}}", error: .refused(name: "bad", reason: "not in that tone", line: 2)),
  ]

  @Test("bytes that are no text are refused")
  func notText() { #expect(throws: TemplateError.notText) { try Template([0x41, 0xFF]) } }
}

/// Knows one escape, `loud`, which refuses the text `no`.
private struct Shouting: TemplateEscapes {
  func escaped(_ value: String, by escape: String?) throws(TemplateEscapeError) -> String {
    switch escape {
    case nil: return value
    case "loud":
      if value == "no" { throw .refused(reason: "not in that tone") }
      return value.uppercased() + "!"
    default: throw .unknownEscape
    }
  }
}
