import Downstream
import Testing

@Suite("Metric")
struct MetricTests {
  @Test("only an error is better when it is small")
  func direction() {
    #expect(Metric.allCases.filter { !$0.isHigherBetter } == [.rootMeanSquaredError])
  }
}
