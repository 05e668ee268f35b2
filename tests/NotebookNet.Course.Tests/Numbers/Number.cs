namespace NotebookNet.Course.Tests.Numbers;

/// <summary>A number as a text writes it.</summary>
/// <param name="Text">The number as it is written.</param>
/// <param name="Index">Where it begins in the text.</param>
/// <param name="Value">Its value, the minus sign counted; of `97 %` it is 97.</param>
/// <param name="HalfUnit">Half of its last digit's worth: how far what it rounds may be from it.</param>
/// <param name="IsPercent">Whether a percent sign follows.</param>
internal readonly record struct Number(
    string Text,
    int Index,
    double Value,
    double HalfUnit,
    bool IsPercent
)
{
    /// <summary>Whether this, as an author rounded it, is <paramref name="evidence"/>, as a cell computed it.</summary>
    /// <param name="evidence">A number of an output or of code.</param>
    /// <param name="isOutput">A percentage may stand in an output as a plain number, in code only as a fraction.</param>
    public bool Rounds(Number evidence, bool isOutput) =>
        (IsPercent, evidence.IsPercent) switch
        {
            (true, false) => (isOutput && IsNear(evidence.Value)) || IsNear(100 * evidence.Value),
            (false, true) => IsNear(evidence.Value) || IsNear(evidence.Value / 100),
            _ => IsNear(evidence.Value),
        };

    /// <summary>A claim without a sign may be a size ("falls by 0.5"); one with a minus is negative.</summary>
    private bool IsNear(double evidence)
    {
        double compared = Value < 0 ? evidence : Math.Abs(evidence);
        return Math.Abs(compared - Value) <= HalfUnit * (1 + 1e-6) + 1e-12 * Math.Abs(Value);
    }
}
