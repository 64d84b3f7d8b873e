import Foundation
import Testing

@testable import Study

@Suite("Positions in a JSON5 text")
struct JSON5LocatorTests {
  static let text = """
    // A comment { "a": 1 }
    {
      plain: 1, 'single': "x", "dou\\u0062le": [ 10, /* 11 */ [ 20, ], ],
      nested: { $deep_1: { x: -0x1F } },  // }
      é: 0, plain: 2,
    }
    """.replacingOccurrences(of: "é", with: "'é'")

  @Test(
    "Every value is found at its line and column",
    arguments: [
      (JSON5Path.root, 2, 1), (JSON5Path.root["plain"], 3, 10),
      (JSON5Path.root["single"], 3, 23), (JSON5Path.root["double"], 3, 43),
      (JSON5Path.root["double"][0], 3, 45), (JSON5Path.root["double"][1], 3, 58),
      (JSON5Path.root["double"][1][0], 3, 60), (JSON5Path.root["nested"]["$deep_1"], 4, 22),
      (JSON5Path.root["nested"]["$deep_1"]["x"], 4, 27), (JSON5Path.root["é"], 5, 8),
    ])
  func values(path: JSON5Path, line: Int, column: Int) throws {
    let locator = try JSON5Locator(Array(Self.text.utf8))
    #expect(locator.position(of: path) == TextPosition(line: line, column: column))
  }

  @Test("Keys have an order, and repeated ones are listed")
  func keys() throws {
    let locator = try JSON5Locator(Array(Self.text.utf8))
    let keys = ["plain", "single", "double", "nested", "é", "plain"]
    #expect(locator.keys(at: .root) == keys)
    let duplicates = locator.duplicates(at: .root)
    #expect(duplicates.map(\.key) == ["plain"])
    #expect(duplicates.map(\.position) == [TextPosition(line: 5, column: 11)])
    #expect(duplicates.map(\.first) == [TextPosition(line: 3, column: 3)])
  }

  @Test("What is absent has no position of its own, but a nearest one")
  func absent() throws {
    let locator = try JSON5Locator(Array(Self.text.utf8))
    #expect(locator.position(of: .root["nested"]["y"]) == nil)
    #expect(locator.position(of: .root["double"][2]) == nil)
    #expect(locator.position(of: .root["plain"]["x"]) == nil)
    #expect(
      locator.nearestPosition(of: .root["nested"]["y"][3]) == TextPosition(line: 4, column: 11))
    #expect(locator.keys(at: .root["plain"]).isEmpty)
  }

  @Test(
    "Every kind of line end ends a line",
    arguments: [("{\n\n a: 1}", 3), ("{\r\n\r\n a: 1}", 3), ("{\r\r a: 1}", 3)])
  func lineEnds(text: String, line: Int) throws {
    let locator = try JSON5Locator(Array(text.utf8))
    #expect(locator.position(of: .root["a"]) == TextPosition(line: line, column: 5))
  }

  @Test("A leading byte-order mark is passed over")
  func byteOrderMark() throws {
    let locator = try JSON5Locator([0xEF, 0xBB, 0xBF] + Array("[1]".utf8))
    #expect(locator.position(of: .root[0]) != nil)
  }

  static let failures: [(String, String)] = [
    ("", "1:1 expected a value, found the end of the file"),
    ("{", "1:2 the { opened at 1:1 is never closed; close it"),
    ("[1, [2", "1:7 the [ opened at 1:5 is never closed; close it"),
    ("{a 1}", "1:4 expected ':' after the key a, found '1'"),
    ("{a: }", "1:5 expected a value, found '}'"),
    ("{a: 1 b: 2}", "1:7 expected ',' or '}', found 'b'"),
    ("[1, , 2]", "1:5 expected a value, found ','"),
    ("{1a: 1}", "1:2 expected a key or '}', found '1'"),
    ("{é: 1}", "1:2 expected a key or '}', found 'é'"),
    ("{a: 1} x", "1:8 expected the end of the file, found 'x'"),
    ("[\n  yes]", "2:3 expected a value, found yes (put text in quotation marks)"),
    ("[01]", "1:2 01 is not a number; write for example 32, 0.5 or 1e-3"),
    ("[1.2.3]", "1:2 1.2.3 is not a number; write for example 32, 0.5 or 1e-3"),
    ("[-]", "1:2 - is not a number; write for example 32, 0.5 or 1e-3"),
    ("['a\nb']", "1:4 a string ends at its line; close it with a quotation mark or write \\n"),
    ("['a", "1:4 the string opened at 1:2 is never closed; close it"),
    (
      "['\\x41']",
      "1:3 \\x is no escape here; use \\\\ for a backslash, or \\n, \\t, \\uXXXX"
    ),
    (
      "['\\ud800']",
      "1:3 \\ud800 is no escape here; use \\\\ for a backslash, or \\n, \\t, \\uXXXX"
    ),
    ("['\u{1}']", "1:3 a control character is not allowed in a string; write it as \\uXXXX"),
    ("/* 1", "1:1 the comment opened at 1:1 is never closed; close it"),
    ("/ 1", "1:1 expected a comment or a value, found '/'"),
    (
      String(repeating: "[", count: 101),
      "1:101 the nesting is deeper than 100; flatten it"
    ),
  ]

  @Test("What is no JSON5 is refused with its place", arguments: failures)
  func malformed(text: String, expected: String) {
    let failure = #expect(throws: JSON5Locator.Failure.self) {
      try JSON5Locator(Array(text.utf8))
    }
    #expect(failure.map { "\($0.position) \($0.message)" } == expected)
  }

  @Test("Bytes that are not UTF-8 are refused with their place")
  func encoding() {
    let failure = #expect(throws: JSON5Locator.Failure.self) {
      try JSON5Locator(Array("{\n a: '".utf8) + [0xFF, 0x27, 0x7D])
    }
    #expect(failure?.position == TextPosition(line: 2, column: 6))
    #expect(failure?.message == "the bytes are not UTF-8; save the file as UTF-8")
  }

  @Test(
    "Numbers are read as the decoder reads them",
    arguments: [
      "0", "-0", "7", "+7", "0x1F", "-0X1f", "1e3", "1E+2", "2.0", "5.", ".5", "-.5e-3", "1e-7",
      "9007199254740993",
    ])
  func numbers(literal: String) throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    let number = JSON5Number(literal: literal)
    let double = try decoder.decode([Double].self, from: Data("[\(literal)]".utf8))
    #expect([number.double] == double)
    #expect(JSON5Scanner.isNumber(literal))
    guard let integer = number.integer else { return }
    #expect(try decoder.decode([Int].self, from: Data("[\(literal)]".utf8)) == [integer])
  }

  @Test("Strings and keys are read as the decoder reads them")
  func strings() throws {
    let text = #"{"\u0061\"": '\'\\\/\b\f\n\r\t\u00e9\ud83d\ude00"', 'b\'': "'é😀"}"#
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    let decoded = try decoder.decode([String: String].self, from: Data(text.utf8))
    let locator = try JSON5Locator(Array(text.utf8))
    #expect(locator.keys(at: .root) == ["a\"", "b'"])
    for (key, value) in decoded {
      #expect(locator.node(at: .root[key])?.value == .text(value))
    }
  }
}
