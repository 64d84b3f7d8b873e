import Statistics
import Testing

@testable import Reporting

@Suite("Percentage points")
struct PointsTests {
  @Test(
    "A gap has a sign, but not where it is written as zero",
    arguments: [
      (0.012, "+1.20"), (-0.0035, "−0.35"), (0, "0.00"), (-0.0, "0.00"), (0.00004, "0.00"),
      (-0.00004, "0.00"), (0.00006, "+0.01"), (1, "+100.00"), (-1, "−100.00"),
    ] as [(Double, String)])
  func signed(fraction: Double, text: String) {
    #expect(Points.signed(fraction) == text)
  }

  @Test(
    "A p value has three significant digits, and is a bound where they say nothing",
    arguments: [
      (1.857766e-5, "< 0.0001"), (0.000123456, "0.000123"), (0.5, "0.5"), (0.9999, "> 0.999"),
      (1, "1"),
    ])
  func p(value: Double, text: String) {
    #expect(Points.p(value) == text)
  }

  @Test("Percentages are rounded in their decimal digits; nearly all is not all")
  func percent() {
    // 0.00115 · 100 = 0.11499… in binary.
    #expect(Points.percent(-0.00115) == "-0.12")
    #expect(Points.whole(0.9999) == "> 99" && Points.whole(1) == "100")
    #expect(Points.equation(0.00001) == "p < 0.0001" && Points.equation(0.5) == "p = 0.5")
  }

  @Test(
    "Numbers of labels have three digits and no exponent",
    arguments: [
      (51.94, "51.9"), (999.4, "999"), (999.7, "1000"), (1234.5, "1230"), (123_456, "123000"),
    ])
  func labels(value: Double, text: String) {
    #expect(Labels.rounded(value) == text)
  }
}
