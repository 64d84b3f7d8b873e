/// A binary heap that gives its least element first; equal ones in no particular order.
///
/// Reference: Williams, "Algorithm 232: Heapsort", Communications of the ACM 7(6), 1964.
struct MinimumHeap<Element: Comparable> {
  private var elements: [Element] = []

  /// Puts an element in; O(log count) comparisons.
  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, elements[place] < elements[(place - 1) / 2] {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the least element out; nil where there is none; O(log count) comparisons.
  mutating func removeMinimum() -> Element? {
    guard let least = elements.first, let last = elements.popLast() else { return nil }
    guard !elements.isEmpty else { return least }
    elements[0] = last
    var place = 0
    while 2 * place + 1 < elements.count {
      let (left, right) = (2 * place + 1, 2 * place + 2)
      let child = right < elements.count && elements[right] < elements[left] ? right : left
      guard elements[child] < elements[place] else { return least }
      elements.swapAt(place, child)
      place = child
    }
    return least
  }
}
