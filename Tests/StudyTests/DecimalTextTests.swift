import Testing

@testable import Study

@Suite("Decimal numbers as they are written")
struct DecimalTextTests {
  /// A text, its mantissa and its decimals.
  static let numbers: [(text: String, mantissa: Int, decimals: Int)] = [
    ("0.8633", 8633, 4), ("86.33", 8633, 2), ("0.86330", 8633, 4), (".5", 5, 1), ("1", 1, 0),
    ("1.", 1, 0), ("+0.25", 25, 2), ("0", 0, 0), ("-0", 0, 0), ("-0.00", 0, 0), ("100", 100, 0),
    ("8.633e-1", 8633, 4), ("8633E-4", 8633, 4), ("0.08633e1", 8633, 4), ("1e2", 100, 0),
    ("0.0000", 0, 0), ("0.1e-400", 0, 0), ("0e99", 0, 0),
    // Rounded to twelve decimals, half to even.
    ("0.8633333333333333", 863_333_333_333, 12), ("0.0000000000005", 0, 0),
    ("0.0000000000015", 2, 12), ("0.00000000000051", 1, 12), ("0.9999999999999999", 1, 0),
    ("0.97000000000000003", 97, 2),
  ]

  @Test("Numbers are exact up to twelve decimals", arguments: numbers)
  func exact(text: String, mantissa: Int, decimals: Int) throws {
    let number = try DecimalText(text)
    #expect(number.mantissa == mantissa && number.decimals == decimals)
  }

  static let failures: [(text: String, failure: DecimalText.Failure)] = [
    ("", .empty), ("nan", .notFinite), ("NaN", .notFinite), ("-inf", .notFinite),
    ("Infinity", .notFinite), ("N/A", .notFinite), ("null", .notFinite), ("-0.1", .negative),
    ("abc", .notNumber), ("0.5.1", .notNumber), ("0,5", .notNumber), ("1e", .notNumber),
    ("0x10", .notNumber), (".", .notNumber), ("1e999", .notNumber), ("1 2", .notNumber),
    ("99999999999999999999", .tooLarge), ("1e50", .tooLarge),
  ]

  @Test("What is no such number says why", arguments: failures)
  func refused(text: String, failure: DecimalText.Failure) {
    #expect(throws: failure) { try DecimalText(text) }
  }

  @Test("A hundredth moves the point")
  func hundredth() throws {
    #expect(try DecimalText("86.33").hundredth == DecimalText("0.8633"))
    #expect(try DecimalText("100").hundredth == DecimalText("1"))
    #expect(try DecimalText("0").hundredth == DecimalText("0"))
    let fine = try DecimalText("86.333333333333").hundredth
    #expect(fine.mantissa == 863_333_333_333 && fine.decimals == 12 && fine.isRounded)
  }

  @Test("Differences that are equal as written are equal as counts")
  func ties() throws {
    // 0.97 − 0.96 and 0.57 − 0.56 differ as floating-point numbers.
    let counts = try ["0.97", "0.96", "0.57", "0.56"].map { try DecimalText($0).scaled(to: 4) }
    #expect(counts[0] - counts[1] == counts[2] - counts[3])
    #expect(0.97 - 0.96 != 0.57 - 0.56)
  }
}
