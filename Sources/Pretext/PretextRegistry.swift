#if !hasFeature(Embedded)
  /// The pretext tasks that a protocol can name.
  public struct PretextRegistry: Sendable {
    /// All of them, in the order of lists.
    public let tasks: [any PretextTask.Type]

    /// Those of this program: a new task is a file in this folder and a line here.
    public static let builtIn = PretextRegistry([
      RotationSource.self,
      ContextTask.self,
      JigsawTask.self,
      SuperResolutionTask.self,
      InpaintingTask.self,
      ColorizationTask.self,
      DenoisingTask.self,
      MaskedTask.self,
      SimCLRTask.self,
      SupervisedTask.self,
    ])

    /// Some tasks.
    ///
    /// - Parameter tasks: of different names.
    public init(_ tasks: [any PretextTask.Type]) {
      self.tasks = tasks
    }

    /// The task of a name.
    ///
    /// - Parameter name: as in a protocol.
    /// - Returns: nil where there is none.
    public func task(named name: String) -> (any PretextTask.Type)? {
      tasks.first { $0.name == name }
    }
  }
#endif
