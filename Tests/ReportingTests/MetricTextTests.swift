import Downstream
import Statistics
import Testing

@testable import Reporting

@Suite("Values of metrics")
struct MetricTextTests {
  private static let degrees = MetricText(.rootMeanSquaredError, unit: "°")

  @Test("Shares are percentages with gaps in points; R² is a plain number, an error has its unit")
  func values() {
    for metric in [Metric.accuracy, .meanIntersectionOverUnion, .averagePrecision] {
      let text = MetricText(metric)
      #expect(text.value(0.8633) == "86.33" && text.signed(0.012) == "+1.20")
      #expect(text.gapUnit == " points" && text.valueUnit == " %" && text.scale == 100)
    }
    let fit = MetricText(.rSquared)
    #expect(fit.value(0.8733) == "0.873" && fit.value(-12.5) == "−12.500")
    #expect(fit.signed(0.0216) == "+0.022" && fit.signed(-0.0004) == "0.000")
    #expect(fit.gapUnit.isEmpty && fit.scale == 1)
    #expect(Self.degrees.value(4.2149) == "4.21" && Self.degrees.signed(-0.347) == "−0.35")
    #expect(MetricText(.rootMeanSquaredError).value(0.04215) == "0.0422")
  }

  @Test("An interval has both bounds with their signs")
  func interval() {
    let interval = ConfidenceInterval(lower: -0.01, upper: 0.0234, level: 0.95)
    #expect(MetricText.accuracy.interval(interval) == "[−1.00, +2.34]")
    #expect(MetricText(.rSquared).interval(interval) == "[−0.010, +0.023]")
  }

  @Test("A mean without an interval stands alone, and without values there is nothing")
  func mean() throws {
    let interval = ConfidenceInterval(lower: 0.85, upper: 0.87, level: 0.95)
    let sample = try Sample([0.855, 0.865])
    #expect(MetricText.accuracy.mean(sample, interval) == "86.00 ± 1.00")
    #expect(MetricText(.rSquared).mean(sample, interval) == "0.860 ± 0.010")
    #expect(MetricText.accuracy.mean(sample, nil) == "86.00")
    #expect(MetricText.accuracy.mean(try Sample([]), nil) == nil)
  }

  @Test("Whoever has more gains; whoever errs less is better, whatever the sign of the gap")
  func verbs() {
    func verb(_ text: MetricText, _ gap: Double) -> String { text.verb(gap, to: "it").plain }
    #expect(verb(.accuracy, 0.012) == "gains 1.20 points over it")
    #expect(verb(.accuracy, -0.012) == "loses 1.20 points to it")
    #expect(verb(MetricText(.rSquared), -0.05) == "loses 0.050 to it")
    #expect(verb(Self.degrees, -0.35) == "errs by 0.35° less than it")
    #expect(verb(Self.degrees, 0.35) == "errs by 0.35° more than it")
    #expect(Self.degrees.shortVerb(0.35) == "errs by 0.35° more")
    #expect(MetricText.accuracy.shortVerb(-0.012) == "loses 1.20")
  }

  @Test("Axes and lists name the unit, and that less is better of errors")
  func words() {
    #expect(MetricText.accuracy.axis == "Test accuracy (%)")
    #expect(MetricText(.rSquared).axis == "Test R²")
    #expect(Self.degrees.axis == "Test RMSE (°)")
    #expect(Self.degrees.gapAxis("x") == "RMSE minus that of x (°)")
    #expect(MetricText(.rSquared).gapAxis("x") == "R² minus that of x")
    #expect(
      [MetricText(.rSquared), Self.degrees, Self.degrees].listed(\.gaps)
        == "R² as a plain number; RMSE in °, of which less is better")
    #expect(MetricText(.meanIntersectionOverUnion).capital == "Mean IoU")
  }
}
