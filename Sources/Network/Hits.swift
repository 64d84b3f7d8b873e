/// How many of those that can be right or wrong are right.
struct Hits: BitwiseCopyable {
  var correct = 0
  var total = 0

  static func += (sum: inout Hits, next: Hits) {
    sum.correct += next.correct
    sum.total += next.total
  }
}
