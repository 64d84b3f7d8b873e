/// Floats at a fixed, 64-byte aligned address, freed with their owner: the one place of the training
/// core where memory is allocated.
///
/// A buffer belongs to one model. Where threads share one, no two write to the same place in one phase of
/// their work.
final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  /// `count` zeros, and room for one vector more, so that a load at the last element stays inside.
  ///
  /// - Parameters:
  ///   - count: how many elements; may be 0.
  ///   - zero: the value to fill with.
  init(_ count: Int, zero: Element) {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: (count + 64) * MemoryLayout<Element>.stride, alignment: 64)
    pointer = raw.bindMemory(to: Element.self, capacity: count + 64)
    pointer.initialize(repeating: zero, count: count + 64)
    self.count = count
  }

  deinit { pointer.deallocate() }

  /// Sets every element.
  func fill(_ value: Element) { pointer.update(repeating: value, count: count) }

  /// Copies all of another buffer of the same size.
  func copy(from other: Buffer<Element>) {
    precondition(other.count == count, "buffers of one size")
    pointer.update(from: other.pointer, count: count)
  }

  /// Copies as many elements as the buffer has.
  func copy(from elements: [Element]) {
    precondition(elements.count == count, "as many elements as the buffer has")
    for index in 0..<count { pointer[index] = elements[index] }
  }
}

/// Objects that are kept alive and handed out without counting references: on several threads the
/// counter of an object that all use would be what they wait for.
final class Borrowed<Object: AnyObject> {
  private let owners: [Object]
  private let references: UnsafeMutablePointer<Unmanaged<Object>>

  /// Keeps some objects.
  init(_ objects: [Object]) {
    owners = objects
    references = .allocate(capacity: objects.count)
    for (index, object) in objects.enumerated() {
      (references + index).initialize(to: .passUnretained(object))
    }
  }

  deinit { references.deallocate() }

  /// Keeps an object, or none.
  convenience init(_ object: Object?) { self.init(object.map { [$0] } ?? []) }

  /// How many there are.
  var count: Int { owners.count }

  /// Whether there is none.
  var isEmpty: Bool { owners.isEmpty }

  /// The first one, for those who may keep it.
  var first: Object? { owners.first }

  /// Lends one of them.
  @inline(__always)
  func with<Result>(_ index: Int, _ body: (Object) -> Result) -> Result {
    references[index]._withUnsafeGuaranteedRef(body)
  }
}

extension Borrowed: @unchecked Sendable where Object: Sendable {}

/// The next multiple of 16, the number of lanes of the kernels' vectors.
func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
