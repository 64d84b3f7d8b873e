/// How accuracies are written in a table.
public enum AccuracyScale: String, CaseIterable, Sendable {
  /// From 0 to 1.
  case fraction
  /// From 0 to 100.
  case percent
}
