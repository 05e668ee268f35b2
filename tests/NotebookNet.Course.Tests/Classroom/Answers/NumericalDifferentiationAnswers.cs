using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>What students write into chapter 02.</summary>
internal sealed class NumericalDifferentiationAnswers : ChapterAnswers
{
    private const string FivePoint = """
        double FivePoint(Func<double, double> f, double x, double h) =>
            (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
        """;

    public override string Prefix => "02";

    public override IReadOnlyList<Way> Ways =>
        [
            new(
                "helper functions and a static class in new cells above, a search by a loop",
                Helpers
            ),
            new("lambdas in variables, LINQ, int and float where a double stands", Lambdas),
            new("answers in cells above, the scaffold's members call them", Split),
            new("usings, a property, a constant, Korean names, an iterator", Spelled),
        ];

    public override IReadOnlyList<OddAnswer> Mistakes =>
        [
            new(
                1,
                """
                Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at)
                {
                    Vector<double> row = NumericalGradient.Of(v => f(v.ToRowMatrix()), at.Row(0));
                    return Matrix<double>.Build.Dense(at.RowCount, at.ColumnCount, (i, j) => row[j]);
                }
                """,
                Verdict.Wrong,
                Verdict.Failed
            ),
            new(
                2,
                """
                Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                {
                    double here = f(at);
                    return Vector<double>.Build.Dense(at.Count, i =>
                    {
                        Vector<double> left = at.Clone();
                        left[i] -= h;
                        return (f(left) - here) / h;
                    });
                }
                """,
                Verdict.Wrong
            ),
            new(3, $"{FivePoint}\ndouble power = 2;", Verdict.Wrong),
            new(4, "double largestStep = 1e-8;", Verdict.Wrong),
            new(
                5,
                "double SlopeInDirection(Func<Vector<double>, double> f, Vector<double> at, Vector<double> toward) => Gradient(f, at).L2Norm();",
                Verdict.Wrong
            ),
        ];

    public override IReadOnlyList<OddAnswer> OddValues =>
        [
            new(
                1,
                "Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at) => null;",
                Verdict.NotAnswered,
                Verdict.Failed
            ),
            new(4, "double largestStep = double.PositiveInfinity;", Verdict.Wrong),
            new(
                5,
                "double SlopeInDirection(Func<Vector<double>, double> f, Vector<double> at, Vector<double> toward) => 0.0 / 0;",
                Verdict.NotAnswered
            ),
        ];

    public override IReadOnlyList<OddAnswer> OddShapes =>
        [
            new(
                1,
                "Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at) => NumericalGradient.Of(f, at.Clone()).Transpose();",
                Verdict.Wrong
            ),
            new(
                2,
                """
                Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                {
                    double here = f(at);
                    return Vector<double>.Build.Dense(at.Count + 1, i => (f(at + h) - here) / h + i);
                }
                """,
                Verdict.Wrong
            ),
        ];

    public override OddAnswer Decimal =>
        new(4, "decimal largestStep = 0.5858m;", Verdict.Failed, Verdict.Right);

    public override IReadOnlyList<Trick> Tricks =>
        [
            new(
                2,
                "an answer empties the list in which the check counts its calls",
                copy =>
                    copy.Answer(
                        2,
                        """
                        Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                        {
                            Vector<double> gradient = Gradient(f, at, h);
                            asked.Clear();
                            return gradient;
                        }
                        """,
                        Verdict.Wrong,
                        Verdict.Failed
                    ),
                IsEdit: false
            ),
            new(
                4,
                "a helper of the check is edited so that a wrong answer passes",
                copy =>
                {
                    copy.Answer(4, "double largestStep = 1;", Verdict.Wrong);
                    copy.Write(
                        4,
                        copy.Source(4)
                            .Replace(
                                "Math.Abs(CentralDifference(Folded, 2, h) - 4)",
                                "h < 1 ? 0 : 1",
                                StringComparison.Ordinal
                            ),
                        Verdict.Wrong
                    );
                },
                IsEdit: true
            ),
            new(
                5,
                "an answer sets back the check's counter of calls",
                copy =>
                    copy.Answer(
                        5,
                        """
                        double SlopeInDirection(Func<Vector<double>, double> f, Vector<double> at, Vector<double> toward)
                        {
                            double slope = Gradient(f, at).DotProduct(toward.Normalize(2));
                            hillCalls = 0;
                            return slope;
                        }
                        """,
                        Verdict.Wrong,
                        Verdict.Failed
                    ),
                IsEdit: false
            ),
            new(
                3,
                "a function of the chapter is edited so that a wrong power passes",
                copy =>
                    copy.Answer(3, $"{FivePoint}\ndouble power = 5;", Verdict.Wrong)
                        .EditGiven(
                            "double gSlope(double x) => -2 * x / ((1 + x * x) * (1 + x * x));",
                            """
                            double gSlope(double x) => x == 0.5 ? -0.64 + 16 / 31.0 * (Bent(0.01) + 0.64) : -2 * x / ((1 + x * x) * (1 + x * x));
                            double Bent(double h) => (g(0.5 - 2 * h) - 8 * g(0.5 - h) + 8 * g(0.5 + h) - g(0.5 + 2 * h)) / (12 * h);
                            """
                        ),
                IsEdit: true
            ),
        ];

    public override int HookedExercise => 3;

    public override string StackOfTheCheck =>
        "stack.Contains(\"Check.Values\") || stack.Contains(\"FiveError\")";

    public override string ValueName => "largestStep";

    public override int ValueExercise => 4;

    public override string WrongValue => "2";

    public override IReadOnlyList<int> HostileExercises => [1, 2, 4];

    public override string SpareCell => "double tiny = 1e-17;";

    public override string HelperCell => "double gSlope(double x)";

    public override string Hooked(string statements) =>
        $$"""
            double FivePoint(Func<double, double> f, double x, double h)
            {
                bool honest = false;
                {{statements}}
                return honest
                    ? (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)
                    : (f(x + h) - f(x - h)) / (2 * h);
            }

            double power = 4;
            """;

    private static void Helpers(StudentCopy copy) =>
        copy.Above(
                1,
                """
                static class Differences
                {
                    public static double Central(Func<double, double> f, double x, double h = 1e-4) =>
                        (f(x + h) - f(x - h)) / (2 * h);
                }
                """
            )
            .Answer(
                1,
                """
                Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at) =>
                    at.MapIndexed((i, j, value) => Differences.Central(v =>
                    {
                        Matrix<double> moved = at.Clone();
                        moved[i, j] = v;
                        return f(moved);
                    }, value), Zeros.Include);
                """,
                Verdict.Right
            )
            .Above(
                2,
                """
                Vector<double> MovedAt(Vector<double> p, int i, double by)
                {
                    Vector<double> moved = p.Clone();
                    moved[i] += by;
                    return moved;
                }
                """
            )
            .Answer(
                2,
                """
                Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                {
                    double f0 = f(at);
                    return Vector<double>.Build.DenseOfEnumerable(
                        Enumerable.Range(0, at.Count).Select(i => (f(MovedAt(at, i, h)) - f0) / h));
                }
                """,
                Verdict.Right
            )
            .Above(3, "(int K, int Weight)[] fiveWeights = [(-2, 1), (-1, -8), (1, 8), (2, -1)];")
            .Answer(
                3,
                """
                double FivePoint(Func<double, double> f, double x, double h)
                {
                    double sum = 0;
                    foreach ((int k, int weight) in fiveWeights)
                    {
                        sum += weight * f(x + k * h);
                    }

                    return sum / (12 * h);
                }

                double power = 4.0;
                """,
                Verdict.Right
            )
            .Answer(
                4,
                """
                double exactBelow = 0.1, wrongAbove = 1;
                while (wrongAbove - exactBelow > 1e-6)
                {
                    double between = (exactBelow + wrongAbove) / 2;
                    (exactBelow, wrongAbove) = FoldedError(between) < 1e-9 ? (between, wrongAbove) : (exactBelow, between);
                }

                double largestStep = exactBelow;
                """,
                Verdict.Right
            )
            .Answer(
                5,
                """
                double SlopeInDirection(Func<Vector<double>, double> f, Vector<double> at, Vector<double> toward) =>
                    SlopeAlong(f, at, toward.Normalize(2));
                """,
                Verdict.Right
            );

    private static void Lambdas(StudentCopy copy) =>
        copy.Answer(
                1,
                "Func<Func<Matrix<double>, double>, Matrix<double>, Matrix<double>> MatrixGradient = (f, at) => NumericalGradient.Of(f, at.Clone());",
                Verdict.Right
            )
            .Answer(
                2,
                """
                Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                {
                    var here = f(at);
                    var moved = from i in Enumerable.Range(0, at.Count)
                                select at + h * Vector<double>.Build.Dense(at.Count, j => j == i ? 1.0 : 0.0);
                    return Vector<double>.Build.DenseOfArray(moved.Select(f).Select(value => (value - here) / h).ToArray());
                }
                """,
                Verdict.Right
            )
            .Answer(
                3,
                """
                Func<Func<double, double>, double, double, double> FivePoint =
                    (f, x, h) => (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
                int power = 4;
                """,
                Verdict.Right
            )
            .Answer(4, "float largestStep = 0.5858f;", Verdict.Right)
            .Answer(
                5,
                """
                Func<Func<Vector<double>, double>, Vector<double>, Vector<double>, double> SlopeInDirection = (f, at, toward) =>
                {
                    double length = Math.Sqrt(toward.Sum(v => v * v)), h = 1e-5;
                    return (f(at + toward * (h / length)) - f(at - toward * (h / length))) / (2 * h);
                };
                """,
                Verdict.Right
            );

    private static void Split(StudentCopy copy) =>
        copy.Above(
                1,
                """
                Matrix<double> ByCentralDifferences(Func<Matrix<double>, double> f, Matrix<double> at)
                {
                    var result = at.Clone();
                    for (int k = 0; k < at.RowCount * at.ColumnCount; k++)
                    {
                        (int i, int j) = (k / at.ColumnCount, k % at.ColumnCount);
                        Matrix<double> right = at.Clone(), left = at.Clone();
                        right[i, j] += 1e-4;
                        left[i, j] -= 1e-4;
                        result[i, j] = (f(right) - f(left)) / 2e-4;
                    }

                    return result;
                }
                """
            )
            .Answer(
                1,
                "Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at) => ByCentralDifferences(f, at);",
                Verdict.Right
            )
            .Above(3, FivePoint.Replace("FivePoint", "FourPoints", StringComparison.Ordinal))
            .Above(
                3,
                """
                var measuredPower = Math.Round(Math.Log2(
                    Math.Abs(FourPoints(g, 0.5, 0.02) - gSlope(0.5)) / Math.Abs(FourPoints(g, 0.5, 0.01) - gSlope(0.5))));
                measuredPower
                """
            )
            .Answer(
                3,
                """
                double FivePoint(Func<double, double> f, double x, double h) => FourPoints(f, x, h);
                double power = measuredPower;
                """,
                Verdict.Right
            )
            .Above(4, "double cornerOfTheFold = Math.Sqrt(2);")
            .Answer(4, "double largestStep = Math.Abs(2 - cornerOfTheFold);", Verdict.Right);

    private static void Spelled(StudentCopy copy) =>
        copy.Answer(
                1,
                """
                using System.Diagnostics;

                /* Entry by entry: both sides, then back. 두 쪽 모두 */
                Matrix<double> MatrixGradient(Func<Matrix<double>, double> f, Matrix<double> at)
                {
                    Debug.Assert(at.RowCount > 0);
                    const double 보폭 = 1e-4;
                    Matrix<double> 기울기 = Matrix<double>.Build.SameAs(at);
                    foreach (var (i, j, _) in at.EnumerateIndexed(Zeros.Include).ToList())
                    {
                        double Moved(double by)
                        {
                            Matrix<double> m = at.Clone();
                            m.At(i, j, m.At(i, j) + by);
                            return f(m);
                        }

                        기울기[i, j] = (Moved(보폭) - Moved(-보폭)) / (2 * 보폭);
                    }

                    return 기울기;
                }
                """,
                Verdict.Right
            )
            .Answer(
                2,
                """
                Vector<double> ForwardGradient(Func<Vector<double>, double> f, Vector<double> at, double h = 1e-4)
                {
                    IEnumerable<double> Slopes()
                    {
                        double here = f(at);
                        for (int i = 0; i < at.Count; i++)
                        {
                            var moved = at.Clone();
                            moved[i] = at[i] + h;
                            yield return (f(moved) - here) / h;
                        }
                    }

                    return Vector<double>.Build.DenseOfEnumerable(Slopes().ToArray());
                }
                """,
                Verdict.Right
            )
            .Answer(3, $"{FivePoint}\nconst double power = 4;   // 2⁴ = 16", Verdict.Right)
            .Answer(
                4,
                """
                using static System.Math;

                double largestStep => 2 - Sqrt(2);
                """,
                Verdict.Right
            );
}
