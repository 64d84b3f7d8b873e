import Datasets

/// Where data sets are looked for.
enum DataOptions {
  static let data = Option(
    "data", "DIR", .path, help: "look for data sets in this folder first",
    fallback: "$BENCH_DATA and the system's folders")

  static func library(_ arguments: Arguments, _ context: Context) -> DataLibrary {
    DataLibrary(
      searchPath: DataLibrary.searchPath(
        dataOption: arguments[data], environment: context.environment))
  }
}
