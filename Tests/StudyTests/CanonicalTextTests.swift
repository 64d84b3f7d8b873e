import Testing

@testable import Study

@Suite("Members of canonical text")
struct CanonicalTextTests {
  private func members(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    return CanonicalText.members(of: bytes[...])?.map { member in
      "\(String(decoding: member.key, as: UTF8.self))=\(String(decoding: bytes[member.value], as: UTF8.self))"
    }
  }

  @Test("Members are found whatever their values hold")
  func found() {
    #expect(members("{}") == [])
    #expect(members(#"{"a":1}"#) == ["a=1"])
    #expect(
      members(#"{"a":[1,{"b":"]}"}],"c":"\"\\","d":{},"e":null}"#)
        == [#"a=[1,{"b":"]}"}]"#, #"c="\"\\""#, "d={}", "e=null"])
  }

  @Test(
    "What is no single object without white space has no members",
    arguments: [
      "", "{", "[]", "1", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{"a":1}}"#,
      #"{"a":1} "#,
      #"{"a":"1}"#, #"{ "a":1}"#, #"{"a":[1}"#, #"{"a\"#, #"{"a":"\"#,
    ])
  func refused(text: String) {
    #expect(members(text) == nil)
  }

  @Test("Places count from the slice's own beginning")
  func slice() {
    let bytes = Array(#"xx{"a":12}yy"#.utf8)
    let found = CanonicalText.members(of: bytes[2..<10])
    #expect(found?.first?.value == 7..<9)
    #expect(found?.first.map { Array($0.key) } == [UInt8(ascii: "a")])
  }
}
