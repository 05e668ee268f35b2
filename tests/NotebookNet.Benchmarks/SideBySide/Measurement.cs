namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>One side's training step of one network.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Side">"NotebookNet", "NumPy float64", "PyTorch float64" or "PyTorch float32".</param>
/// <param name="Threads">Number of threads it could use.</param>
/// <param name="Microseconds">The time of a step, the lower quartile of the rounds: what other users of the machine take from a round is not the side's.</param>
/// <param name="Loss">The loss of the last of the first steps, which all sides must agree on.</param>
internal sealed record Measurement(
    string Network,
    string Side,
    int Threads,
    double Microseconds,
    double Loss
);
