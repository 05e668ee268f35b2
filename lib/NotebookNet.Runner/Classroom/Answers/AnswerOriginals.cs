namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// What objects of this side held before the other side changed them. An answer may move an entry and put it back: what then differs
/// by no more than rounding is as it was.
/// </summary>
internal sealed class AnswerOriginals
{
    private const double MostRounding = 1e-9;
    private const double MostRoundingOfSingles = 1e-5;

    private readonly Dictionary<object, Array?> _before = new(ReferenceEqualityComparer.Instance);

    /// <summary>The objects that hold something else now. What is no array, matrix or vector of numbers is taken to be changed.</summary>
    public IReadOnlySet<object> Changed =>
        new HashSet<object>(
            _before.Where(entry => Differs(entry.Key, entry.Value)).Select(entry => entry.Key),
            ReferenceEqualityComparer.Instance
        );

    /// <summary>Notes what an object holds that is about to be changed.</summary>
    public void Note(object value)
    {
        if (!_before.ContainsKey(value))
        {
            _before[value] = (Array?)NumbersOf(value)?.Clone();
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _before.Clear();

    private static bool Differs(object value, Array? before) =>
        before is null
        || NumbersOf(value) is not { } now
        || now.Length != before.Length
        || (before, now) switch
        {
            (double[] old, double[] fresh) => Differ(old, fresh, MostRounding),
            (float[] old, float[] fresh) => Differ(
                Array.ConvertAll(old, one => (double)one),
                Array.ConvertAll(fresh, one => (double)one),
                MostRoundingOfSingles
            ),
            _ => !AnswerWriter.BytesOf(before).SequenceEqual(AnswerWriter.BytesOf(now)),
        };

    private static bool Differ(double[] before, double[] now, double most)
    {
        double allowed =
            most * before.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        // Not-a-numbers are equal, and differ from all else.
        return before
            .Zip(now)
            .Any(pair =>
                !pair.First.Equals(pair.Second) && !(Math.Abs(pair.First - pair.Second) <= allowed)
            );
    }

    private static Array? NumbersOf(object value) =>
        value is Array array
            ? array.GetType().GetElementType()!.IsPrimitive
                ? array
                : null
            : AnswerTypes.DenseBase(value.GetType()) is { } dense
                ? AnswerMatrices.Of(dense).Numbers(value)
                : null;
}
