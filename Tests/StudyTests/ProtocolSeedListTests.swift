import Testing

@testable import Study

@Suite("Seed lists")
struct ProtocolSeedListTests {
  @Test("Comments, blank lines and either line end are passed over")
  func parse() {
    let text = "# seeds\r\n7\n\n  18446744073709551615  # the largest\r\n0"
    #expect(SeedList.parse(text).seeds == [7, .max, 0])
    #expect(SeedList.parse(text).findings.isEmpty)
  }

  @Test(
    "What is no seed is named with its place",
    arguments: [
      ("", "1:1 no seed is in the file; write one integer a line"),
      ("# only\n", "1:1 no seed is in the file; write one integer a line"),
      ("1\n  -2", "2:3 \"-2\" is no seed; write one whole number from 0 to \(UInt64.max) a line"),
      ("1 2", "1:1 \"1 2\" is no seed; write one whole number from 0 to \(UInt64.max) a line"),
      ("+1", "1:1 \"+1\" is no seed; write one whole number from 0 to \(UInt64.max) a line"),
      (
        "18446744073709551616",
        "1:1 \"18446744073709551616\" is no seed; write one whole number from 0 to "
          + "\(UInt64.max) a line"
      ),
      ("5\n6\n5", "3:1 5 is in line 1 too; seeds must differ, remove one"),
    ])
  func refused(text: String, expected: String) {
    let findings = SeedList.parse(text).findings
    #expect(findings.map { "\($0.position) \($0.fault)" } == [expected])
  }
}
