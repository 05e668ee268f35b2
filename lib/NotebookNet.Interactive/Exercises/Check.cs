using System.Collections;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;

namespace NotebookNet.Interactive;

/// <summary>
/// Checks a reader's answer to an exercise and says what came, in which way it is wrong, and a hint; the right answer it never
/// tells. Put it last in the cell, without a semicolon, so that its result shows. A wrong answer throws nothing: the notebook goes on.
/// </summary>
public static class Check
{
    /// <summary>Checks a number: right when |actual − expected| ≤ tolerance · max(1, |expected|).</summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="expected">The right answer.</param>
    /// <param name="actual">The reader's answer; null or NaN while there is none.</param>
    /// <param name="tolerance">How far off the answer may be, ≥ 0.</param>
    /// <param name="hint">What helps when the answer is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    /// <example><code>Check.Number("Exercise 1", expected: 0.2, actual: answer, hint: "f'(x) = 0.02x + 0.1")</code></example>
    public static CheckResult Number(
        string exercise,
        double expected,
        double? actual,
        double tolerance = 1e-6,
        string? hint = null
    )
    {
        RequireTolerance(tolerance);
        if (actual is not { } answer || double.IsNaN(answer))
        {
            return CheckResult.Unanswered(exercise);
        }
        bool near = Near(expected, answer, tolerance);
        return Compared(exercise, near, Wrong(expected, answer, tolerance), hint);
    }

    /// <summary>Checks numbers one by one, as <see cref="Number"/> does.</summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="expected">The right answer.</param>
    /// <param name="actual">The reader's answer; null, empty or all NaN while there is none.</param>
    /// <param name="tolerance">How far off each number may be, ≥ 0.</param>
    /// <param name="hint">What helps when the answer is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    /// <example><code>Check.Values("Exercise 2", expected: [6, 8], actual: answers)</code></example>
    public static CheckResult Values(
        string exercise,
        IEnumerable<double> expected,
        IEnumerable<double>? actual,
        double tolerance = 1e-6,
        string? hint = null
    )
    {
        ArgumentNullException.ThrowIfNull(expected);
        RequireTolerance(tolerance);
        double[] right = [.. expected];
        double[] answer = [.. actual ?? []];
        if (answer.All(double.IsNaN))
        {
            return CheckResult.Unanswered(exercise);
        }
        string came = "";
        if (answer.Length != right.Length)
        {
            came = $"{answer.Length} values, not {right.Length}";
        }
        else if (Differing(right, answer, tolerance) is [int first, ..] differing)
        {
            came =
                $"{differing.Length} of {right.Length} values differ; the first, value {first}, is {Wrong(right[first], answer[first], tolerance)}";
        }
        return Compared(exercise, came.Length == 0, came, hint);
    }

    /// <summary>Checks a matrix, shape and elements, as <see cref="Number"/> does.</summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="expected">The right answer.</param>
    /// <param name="actual">The reader's answer; null or all NaN while there is none.</param>
    /// <param name="tolerance">How far off each element may be, ≥ 0.</param>
    /// <param name="hint">What helps when the answer is wrong.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    /// <example><code>Check.Matrix("Exercise 3", expected: X.Transpose() * dY, actual: dW, hint: "dW has the shape of W")</code></example>
    public static CheckResult Matrix(
        string exercise,
        Matrix<double> expected,
        Matrix<double>? actual,
        double tolerance = 1e-6,
        string? hint = null
    )
    {
        ArgumentNullException.ThrowIfNull(expected);
        RequireTolerance(tolerance);
        if (actual is null || actual.Enumerate().All(double.IsNaN))
        {
            return CheckResult.Unanswered(exercise);
        }
        double[] right = expected.ToRowMajorArray();
        double[] answer = actual.ToRowMajorArray();
        string came = "";
        if (Shape(actual) != Shape(expected))
        {
            came = $"a {Shape(actual)} matrix, not a {Shape(expected)} one";
        }
        else if (Differing(right, answer, tolerance) is [int first, ..] differing)
        {
            (int row, int column) = Math.DivRem(first, expected.ColumnCount);
            came =
                $"{differing.Length} of {right.Length} elements differ; the first, in row {row}, column {column}, is {Wrong(right[first], answer[first], tolerance)}";
        }
        return Compared(exercise, came.Length == 0, came, hint);
    }

    /// <summary>
    /// Checks which of several names is the right one, such as the cause of a fault. Only letters and digits are compared: "Dead  units" is
    /// "dead-units". A wrong name is told what it would have looked like, an unknown one which names there are.
    /// </summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="expected">The right name, one of those that have a hint.</param>
    /// <param name="actual">The reader's answer; null, or without a letter or digit, while there is none.</param>
    /// <param name="hints">All names; with each, what helps who has chosen it and is wrong.</param>
    /// <exception cref="ArgumentException">The right name has no hint, or two names have the same letters and digits.</exception>
    /// <example><code>
    /// string diagnosis = "";   // the reader's answer
    /// Check.Choice("Exercise 6", expected: losses[^1] &gt; losses[0] ? "rate too large" : "rate too small", actual: diagnosis, hints: new Dictionary&lt;string, string&gt;
    /// {
    ///     ["rate too large"] = $"the loss would rise; here it goes from {losses[0]:0.0} to {losses[^1]:0.0}",
    ///     ["rate too small"] = $"the loss would hardly move; here it goes from {losses[0]:0.0} to {losses[^1]:0.0}",
    /// })
    /// </code></example>
    public static CheckResult Choice(
        string exercise,
        string expected,
        string? actual,
        IReadOnlyDictionary<string, string> hints
    )
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(hints);
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in hints.Keys)
        {
            if (!names.TryAdd(Plain(name), name))
            {
                throw new ArgumentException(
                    $"\"{name}\" and \"{names[Plain(name)]}\" are one name: only letters and digits are compared.",
                    nameof(hints)
                );
            }
        }

        if (!names.ContainsKey(Plain(expected)))
        {
            throw new ArgumentException(
                $"\"{expected}\" is none of the names that have a hint: {string.Join(", ", hints.Keys)}.",
                nameof(expected)
            );
        }

        string answer = Plain(actual ?? "");
        if (answer.Length == 0)
        {
            return CheckResult.Unanswered(exercise);
        }

        return names.TryGetValue(answer, out string? chosen)
            ? Compared(
                exercise,
                answer.Equals(Plain(expected), StringComparison.OrdinalIgnoreCase),
                $"{chosen}, which it is not",
                hints[chosen]
            )
            : Compared(
                exercise,
                false,
                $"\"{actual!.Trim()}\", which is none of the names",
                $"the names are {string.Join(", ", hints.Keys)}"
            );
    }

    /// <summary>Checks that something holds.</summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="condition">Whether it holds; null while there is no answer.</param>
    /// <param name="expected">What should hold, in words.</param>
    /// <param name="hint">What helps when it does not.</param>
    /// <example><code>Check.True("Exercise 4", answer > 0.97, "a test accuracy above 0.97", hint: "try Adam")</code></example>
    public static CheckResult True(
        string exercise,
        bool? condition,
        string expected,
        string? hint = null
    ) =>
        condition is not { } holds
            ? CheckResult.Unanswered(exercise)
            : Compared(exercise, holds, "it does not hold", hint) with
            {
                Expected = expected,
            };

    /// <summary>Several checks shown as one.</summary>
    /// <param name="exercise">What is checked, as the notebook calls it.</param>
    /// <param name="checks">The parts, at least one; it passes when all pass.</param>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    /// <example><code>Check.All("Exercise 5", Check.Number("forward", 3, answer), Check.Values("backward", [1, 2], answers))</code></example>
    public static CheckResult All(string exercise, params IReadOnlyList<CheckResult> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Count > 0
            ? new CheckResult(
                exercise,
                checks.All(check => check.Passed),
                checks.Any(check => check.Answered)
            )
            {
                IsOpen =
                    checks.Any(check => check.IsOpen)
                    && checks.All(check => check.Passed || check.IsOpen),
                Parts = checks,
            }
            : throw new ArgumentException("Expected at least one check, got none.", nameof(checks));
    }

    /// <summary>
    /// Says whether there is an answer, and nothing of it: it is judged when it is handed in. `notebooknet assign` puts this in place of
    /// a check whose right answer could be read in its cell.
    /// </summary>
    /// <param name="exercise">What is asked, as the notebook calls it.</param>
    /// <param name="answers">The reader's answers. Null, NaN, a text without a letter or digit, and a list of nothing but these are none.</param>
    /// <example><code>Check.Later("Exercise 1", answer)</code></example>
    public static CheckResult Later(string exercise, params IReadOnlyList<object?>? answers) =>
        IsMissing(answers)
            ? CheckResult.Unanswered(exercise)
            : new CheckResult(exercise, Passed: false, Answered: true) { IsOpen = true };

    /// <summary>Says that an answer is judged when it is handed in, where nothing can be said of it before.</summary>
    /// <param name="exercise">What is asked, as the notebook calls it.</param>
    public static CheckResult Later(string exercise) =>
        new(exercise, Passed: false, Answered: false) { IsOpen = true };

    private static bool IsMissing(object? answer) =>
        answer switch
        {
            null => true,
            double number => double.IsNaN(number),
            string text => Plain(text).Length == 0,
            Matrix<double> matrix => matrix.Enumerate().All(double.IsNaN),
            IEnumerable several => several.Cast<object?>().All(IsMissing),
            _ => false,
        };

    private static CheckResult Compared(
        string exercise,
        bool passed,
        string actual,
        string? hint
    ) => new(exercise, passed, Answered: true) { Actual = actual, Hint = hint };

    private static void RequireTolerance(double tolerance)
    {
        if (!(tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(tolerance),
                Invariant($"A tolerance is at least 0, got {tolerance}.")
            );
        }
    }

    private static bool Near(double expected, double actual, double tolerance) =>
        expected.Equals(actual)
        || Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    /// <summary>The places of the answers that are not right.</summary>
    private static int[] Differing(double[] expected, double[] actual, double tolerance) =>
        [
            .. Enumerable
                .Range(0, expected.Length)
                .Where(i => !Near(expected[i], actual[i], tolerance)),
        ];

    /// <summary>A wrong answer and in which way it is wrong. Rounding must not turn it into the right one.</summary>
    private static string Wrong(double expected, double answer, double tolerance)
    {
        double rounded = Numbers.Round(answer, 6);
        double shown = Near(expected, rounded, tolerance) ? answer : rounded;
        return double.IsNaN(answer)
            ? "not a number"
            : Invariant($"{shown}, which is too {(answer < expected ? "small" : "large")}");
    }

    /// <summary>What of a name is compared: its letters and digits.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static string Shape(Matrix<double> matrix) => $"{matrix.RowCount}×{matrix.ColumnCount}";
}
