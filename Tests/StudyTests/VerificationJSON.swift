@testable import Study

/// One step into a JSON value.
enum JSONStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case key(String)
  case index(Int)

  init(stringLiteral value: String) { self = .key(value) }
  init(integerLiteral value: Int) { self = .index(value) }
}

extension JSONValue {
  /// The value at the end of some steps, to be set.
  subscript(_ steps: JSONStep...) -> JSONValue {
    get { self.value(at: steps[...]) }
    set { set(newValue, at: steps[...]) }
  }

  /// Takes an element out of an array.
  mutating func remove(_ key: JSONStep, _ index: Int) {
    guard case .array(var items) = self[key] else { return }
    items.remove(at: index)
    self[key] = .array(items)
  }

  private func value(at steps: ArraySlice<JSONStep>) -> JSONValue {
    guard let step = steps.first else { return self }
    switch (self, step) {
    case (.object(let members), .key(let key)):
      return (members[key] ?? .null).value(at: steps.dropFirst())
    case (.array(let items), .index(let index)) where items.indices.contains(index):
      return items[index].value(at: steps.dropFirst())
    default: return .null
    }
  }

  private mutating func set(_ value: JSONValue, at steps: ArraySlice<JSONStep>) {
    guard let step = steps.first else {
      self = value
      return
    }
    switch (self, step) {
    case (.object(var members), .key(let key)):
      members[key, default: .null].set(value, at: steps.dropFirst())
      self = .object(members)
    case (.array(var items), .index(let index)) where items.indices.contains(index):
      items[index].set(value, at: steps.dropFirst())
      self = .array(items)
    default: break
    }
  }
}
