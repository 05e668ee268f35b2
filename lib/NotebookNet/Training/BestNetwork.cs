using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>The state of a network at its lowest validation loss so far: its parameters and its layers' statistics.</summary>
/// <param name="network">The network under training.</param>
/// <param name="stopping">What counts as lower, and how long to wait for it.</param>
internal sealed class BestNetwork(Network network, EarlyStopping stopping)
{
    private readonly Matrix<double>[] _values =
    [
        .. network.Tensors.Select(tensor => tensor.Value.Clone()),
    ];
    private int _epochsSince;

    /// <summary>The evaluation with the lowest validation loss.</summary>
    public EpochReport? Report { get; private set; }

    /// <summary>Takes note of an evaluation.</summary>
    /// <returns>Whether training should stop.</returns>
    public bool Note(EpochReport report)
    {
        double bound = Report is null
            ? double.PositiveInfinity
            : Report.Validation!.Loss - stopping.MinimumImprovement;
        if (report.Validation!.Loss >= bound)
        {
            _epochsSince++;
            return _epochsSince >= stopping.Patience;
        }

        Report = report;
        _epochsSince = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            network.Tensors[i].Value.CopyTo(_values[i]);
        }

        return false;
    }

    /// <summary>Puts the network back into the state of <see cref="Report"/>.</summary>
    public void Restore()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i].CopyTo(network.Tensors[i].Value);
        }
    }
}
