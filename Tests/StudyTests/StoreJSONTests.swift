import Foundation
import Study
import Testing

@Suite("Canonical JSON")
struct StoreJSONTests {
  private func text(_ value: JSONValue) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)
  }

  @Test(
    "A value has one text",
    arguments: [
      (.null, "null"), (.bool(true), "true"), (.integer(-7), "-7"), (.number(0.1), "0.1"),
      (.number(1), "1"), (.number(-0.0), "0"), (.number(1e-7), "1e-07"), (.number(1e300), "1e+300"),
      (.integer(.max), "9223372036854775807"), (.array([]), "[]"), (.object([:]), "{}"),
      (.string("a/b \"ü\" \\ \n\t\r\u{1}\u{7f}"), #""a/b \"ü\" \\ \n\t\r\u0001"# + "\u{7f}\""),
      (
        .object(["b": .array([.integer(1), .null]), "a": .number(0.5), "B": .null, "a1": .null]),
        #"{"B":null,"a":0.5,"a1":null,"b":[1,null]}"#
      ),
    ] as [(JSONValue, String)])
  func text(value: JSONValue, expected: String) throws {
    #expect(try text(value) == expected)
    let data = Data(expected.utf8)
    #expect(try text(try JSONDecoder().decode(JSONValue.self, from: data)) == expected)
  }

  @Test("Doubles read back bit for bit")
  func roundTrip() throws {
    // Bit patterns spread by a Weyl sequence: every exponent turns up.
    let patterns = (1...500).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    let spread = patterns.map(Double.init(bitPattern:)).filter(\.isFinite)
    let edges: [Double] = [
      .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0.1 + 0.2, 1 / 3,
      1e16, 1e22, 2e19,
      9_007_199_254_740_994,
    ]
    for value in edges + spread {
      let data = try CanonicalJSON.bytes(encoding: [value])
      let back = try JSONDecoder().decode([Double].self, from: data)
      #expect(back.map(\.bitPattern) == [value.bitPattern], "\(value)")
    }
  }

  private struct Example: Codable, Equatable {
    var name: String
    var rate: Double?
    var sizes: [Int]
    var nested: [String: Bool]
  }

  @Test("A type becomes JSON and comes back")
  func types() throws {
    let example = Example(name: "é/\u{1F600}", rate: 1e-3, sizes: [100, 5000], nested: ["x": true])
    let json = try JSONValue(encoding: example)
    #expect(json["sizes"] == .array([.integer(100), .integer(5000)]))
    #expect(try json.decoded(as: Example.self) == example)
    #expect(json["none"] == nil)
  }

  @Test("White space, escapes and the order of keys do not change a digest")
  func equivalentTexts() throws {
    let one = #"{"a":[1,2.5],"b":"\u0041/"}"#
    let other = "{ \"b\" : \"A\\/\",\n \"a\": [1.0, 25e-1] }"
    let digests = try [one, other].map { text in
      try CanonicalJSON.digest(of: JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
    }
    #expect(digests[0] == digests[1])
  }

  @Test("Numbers that JSON cannot hold exactly are refused")
  func refused() {
    #expect(throws: StoreError.notFinite(.infinity)) { try text(.array([.number(.infinity)])) }
    #expect(throws: (any Error).self) { try JSONValue(encoding: [Double.nan]) }
    #expect(throws: (any Error).self) { try JSONValue(encoding: ["seed": UInt64.max]) }
  }
}
