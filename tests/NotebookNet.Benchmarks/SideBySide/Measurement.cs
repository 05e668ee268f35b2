namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>One side's training step of one network.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Side">"NotebookNet", "NumPy float64", "PyTorch float32" …</param>
/// <param name="Threads">Number of threads it could use.</param>
/// <param name="Microseconds">The time of a step, the lower quartile of the rounds: what other users of the machine take from a round is not the side's.</param>
/// <param name="Loss">The loss of the last of the first steps.</param>
/// <param name="Difference">How far its loss is from NotebookNet's, relatively, after as many steps as its precision allows to compare.</param>
/// <param name="Tolerance">How far it may be.</param>
internal sealed record Measurement(
    string Network,
    string Side,
    int Threads,
    double Microseconds,
    double Loss,
    double Difference,
    double Tolerance
);
