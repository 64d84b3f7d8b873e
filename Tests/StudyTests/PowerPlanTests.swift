import Statistics
import Testing

@testable import Study

@Suite("Plans of repetitions")
struct PowerPlanTests {
  // statsmodels 0.15, TTestPower: solve_power(1.25), power(1.25, 8) and (1.25, 10), and 0.4 times
  // the effect that ten see; its roots are right to 1e-6 or so.
  @Test("A gap of 0.5 at an SD of 0.4 agrees with statsmodels")
  func reference() throws {
    let plan = try PowerPlan(gap: -0.5, standardDeviation: 0.4)
    #expect(plan.needed?.whole == 8)
    #expect(abs((plan.needed?.fractional ?? 0) - 7.171635237606984) < 1e-5)
    let eight = plan.rows.first { $0.count == 8 }
    #expect(abs((eight?.power ?? 0) - 0.8564436858874065) < 1e-9)
    let ten = plan.rows.first { $0.count == 10 }
    #expect(abs((ten?.power ?? 0) - 0.9388959499132664) < 1e-9)
    #expect(abs((ten?.smallestGap ?? 0) - 0.3984007643049672) < 1e-6)
  }

  @Test("No gap needs no repetitions, and a gap of zero has none that suffice")
  func none() throws {
    let open = try PowerPlan(gap: nil, standardDeviation: 1, count: 7)
    #expect(open.needed == nil && open.rows.contains { $0.count == 7 && $0.power == nil })
    let zero = try PowerPlan(gap: 0, standardDeviation: 1)
    #expect(zero.needed == nil)
    #expect(try zero.curve(points: 5) == nil)
  }

  @Test("The curve rises from two repetitions to about twice the number that is needed")
  func curve() throws {
    let curve = try #require(
      try PowerPlan(gap: 0.5, standardDeviation: 0.4).curve(points: 61))
    #expect(curve.first?.count == 2 && curve.last?.count == 16)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.power < $1.power })
  }
}
