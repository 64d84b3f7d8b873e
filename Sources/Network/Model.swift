/// A network with its weights, and the memory and threads for its passes.
///
/// One thread uses a model at a time; the model shares the work among threads of its own. Neither how
/// many these are nor how many images are in memory at a time changes a bit of any result.
public final class Model {
  /// The layers and shapes.
  public let architecture: Architecture
  /// What the outputs are compared with, in training and in tests.
  public let loss: Loss
  let kernels: KernelSet
  /// All weights and biases, then the running statistics, every part padded to a multiple of 16.
  let parameters: Buffer<Float>
  let pool: WorkerPool
  /// One a thread of the pool.
  let workspaces: Borrowed<Workspace>
  /// The calling thread's.
  let workspace: Workspace

  /// A model whose weights are all zero.
  ///
  /// - Parameters:
  ///   - architecture: layers and shapes.
  ///   - level: a CPU level that this machine has; changes no bit.
  ///   - trains: whether memory for backward passes is needed.
  ///   - tile: images at a time, at least 1; changes no bit.
  ///   - threads: how many share the work, which may change while they do; changes no bit.
  ///   - loss: what the outputs are compared with; of no concern where only features are wanted.
  public init(
    _ architecture: Architecture, level: CPULevel, trains: Bool = true, tile: Int = 4,
    threads: ThreadShare = ThreadShare(1), loss: Loss = .crossEntropy
  ) {
    precondition(tile >= 1, "at least one image at a time")
    precondition(level <= .best, "a level that this machine has")
    self.architecture = architecture
    self.loss = loss
    let kernels = KernelSet.level(level)
    let pool = WorkerPool(threads)
    let first = Workspace(architecture, kernels: kernels, tile: tile, loss: loss, trains: trains)
    self.kernels = kernels
    self.pool = pool
    parameters = first.parameters
    workspace = first
    workspaces = Borrowed(
      [first]
        + (1..<pool.threads).map { _ in
          Workspace(
            architecture, kernels: kernels, tile: tile, loss: loss, trains: trains,
            sharing: first)
        })
  }

  /// Brings every stage's forward layout up to date after the parameters changed.
  func refresh() {
    for index in 0..<workspace.stages.count { workspace.refresh(index) }
  }

  /// Stops where the loss does not suit the outputs: only features may be had then.
  func checkLoss() {
    precondition(loss.objection(to: architecture) == nil, "a loss that suits the outputs")
  }
}
