/// The version of everything that decides a record's bits: random streams, kernels, layers, training,
/// pretext tasks, the built-in data set.
///
/// It is part of every specification. Whoever changes a bit of a result raises it, says so in the
/// changelog and regenerates the committed reports.
public enum Engine {
  /// The version of the records that this program makes.
  public static let version = 2
}
