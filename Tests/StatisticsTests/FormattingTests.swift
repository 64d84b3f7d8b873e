import Statistics
import Testing

@Suite("Formatting")
struct FormattingTests {
  // References: C's printf("%.6g"), from an independent implementation (Python's '%.6g').
  @Test(
    "Six significant digits are laid out as C does",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (10, "10"), (100_000, "100000"),
      (999_999, "999999"), (999_999.5, "1e+06"), (1_234_567, "1.23457e+06"), (1e22, "1e+22"),
      (0.1, "0.1"), (0.1 + 0.2, "0.3"), (0.863333333, "0.863333"), (2.0 / 3, "0.666667"),
      (0.0001, "0.0001"), (0.00012345678, "0.000123457"), (0.00009999996, "0.0001"),
      (1.857766e-5, "1.85777e-05"), (8.17693237, "8.17693"), (-2.36307307, "-2.36307"),
      (1.5e-300, "1.5e-300"), (1.7976931348623157e308, "1.79769e+308"),
      (0.9999996, "1"), (9.9999949, "9.99999"), (123.456789, "123.457"), (1e16, "1e+16"),
      (12_345.678, "12345.7"),
    ] as [(Double, String)])
  func significant(value: Double, text: String) {
    #expect(Significant.text(value) == text)
  }

  @Test("A tie goes to the even digit")
  func ties() {
    #expect(Significant.text(100_000.5) == "100000")
    #expect(Significant.text(100_001.5) == "100002")
    #expect(Significant.text(0.25, digits: 1) == "0.2")
    #expect(Significant.text(0.75, digits: 1) == "0.8")
  }

  @Test("Six digits hide the last bits, in which C libraries differ")
  func lastBits() {
    let value = 0.00336357248
    #expect(Significant.text(value) == Significant.text(value.nextUp.nextUp))
    #expect(Significant.text(value) == Significant.text(value.nextDown.nextDown))
  }

  @Test("What is not a number is written as such, never as digits")
  func notFinite() {
    #expect(Significant.text(.nan) == "nan")
    #expect(Significant.text(.infinity) == "inf")
    #expect(FixedDecimals.text(-.infinity, decimals: 2) == "-inf")
  }

  @Test(
    "A fraction of counts is rounded exactly, half to even",
    arguments: [
      (259, 300, 6, "0.863333"), (2, 3, 6, "0.666667"), (0, 300, 6, "0.000000"),
      (300, 300, 6, "1.000000"), (9_999_999, 10_000_000, 6, "1.000000"), (1, 128, 6, "0.007812"),
      (3, 128, 6, "0.023438"), (-34, 300, 4, "-0.1133"), (-1, 10_000_000, 6, "0.000000"),
      (1133, 100, 2, "11.33"), (1, 2, 0, "0"), (3, 2, 0, "2"), (-3, 2, 0, "-2"),
      (199, 200, 2, "1.00"), (Int.max, Int.max, 18, "1.000000000000000000"),
    ] as [(Int, Int, Int, String)])
  func fraction(numerator: Int, denominator: Int, decimals: Int, text: String) {
    #expect(FixedDecimals.text(numerator, over: denominator, decimals: decimals) == text)
  }

  @Test(
    "A number is written with a fixed number of decimals",
    arguments: [
      (91.22, 2, "91.22"), (0.005, 2, "0.00"), (0.015, 2, "0.02"), (0.0051, 2, "0.01"),
      (-0.001, 2, "0.00"), (-0.46, 1, "-0.5"), (0.6, 0, "1"), (0.5, 0, "0"), (99.996, 2, "100.00"),
      (1e-9, 3, "0.000"), (1234, 1, "1234.0"), (1e20, 1, "100000000000000000000.0"), (0, 2, "0.00"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(FixedDecimals.text(value, decimals: decimals) == text)
  }
}
