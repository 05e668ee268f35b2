using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>What students write into chapter 05.</summary>
internal sealed class BackpropagationAnswers : ChapterAnswers
{
    private const string Six =
        "Matrix<double> X, Matrix<double> T, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2";

    public override string Prefix => "05";

    public override IReadOnlyList<Way> Ways =>
        [
            new("helper functions and a static class in new cells above", Helpers),
            new("a record, lambdas in variables, floats, a numerical derivative", Lambdas),
            new("answers in cells above, the scaffold's members call or inherit them", Split),
            new("a struct, usings, a property, Korean names, loops over entries", Spelled),
        ];

    public override IReadOnlyList<OddAnswer> Mistakes =>
        [
            new(1, Hooked("if (dz != 0) return (-dz * x / (y * y), dz / y);"), Verdict.Wrong),
            new(2, SwishWith("y"), Verdict.Wrong),
            new(3, "double shareByOrangePrice = 165;", Verdict.Wrong),
            new(
                4,
                $$"""
                Matrix<double>[] Mended({{Six}})
                {
                    Matrix<double> H = 1 / (1 + (-(X * W1 + Rows(b1, X.RowCount))).PointwiseExp());
                    Matrix<double> dLogits = (H * W2 + Rows(b2, X.RowCount) - T) / X.RowCount;
                    Matrix<double> dA = (dLogits * W2.Transpose()).PointwiseMultiply(H.PointwiseMultiply(1 - H));
                    return [X.Transpose() * dA, dA.ColumnSums().ToRowMatrix(), H.Transpose() * dLogits, dLogits.ColumnSums().ToRowMatrix()];
                }
                """,
                Verdict.Wrong
            ),
            new(
                5,
                """
                Matrix<double> PixelGradient(Network network, Matrix<double> X, Matrix<double> T) =>
                    (network.Predict(X) - T) * network["2.weight"].Value.Transpose() * network["0.weight"].Value.Transpose();

                double stillRead = 0.5;
                """,
                Verdict.Wrong
            ),
        ];

    public override IReadOnlyList<OddAnswer> OddValues =>
        [
            new(2, SwishWith("x.Map(v => double.NaN * v)"), Verdict.NotAnswered),
            new(3, "double shareByOrangePrice = 1.65 / 0.0;", Verdict.Wrong),
            new(
                4,
                $"Matrix<double>[] Mended({Six}) => [null, null, null, null];",
                Verdict.NotAnswered
            ),
        ];

    public override IReadOnlyList<OddAnswer> OddShapes =>
        [
            new(2, SwishWith("Matrix<double>.Build.Dense(1, 1)"), Verdict.Failed, Verdict.Wrong),
            new(4, $"Matrix<double>[] Mended({Six}) => [];", Verdict.Failed, Verdict.Wrong),
        ];

    public override OddAnswer Decimal =>
        new(3, "decimal shareByOrangePrice = 1.65m;", Verdict.Failed, Verdict.Right);

    public override IReadOnlyList<Trick> Tricks =>
        [
            new(
                4,
                "an answer clears the gradients that the check compares with",
                copy =>
                    copy.Answer(
                        4,
                        $$"""
                        Matrix<double>[] Mended({{Six}})
                        {
                            foreach (Parameter p in reference.Parameters) p.Gradient.Clear();
                            return [0 * W1, 0 * b1, 0 * W2, 0 * b2];
                        }
                        """,
                        Verdict.Wrong,
                        Verdict.Failed
                    ),
                IsEdit: false
            ),
            new(
                3,
                "a function of the chapter is edited so that a wrong answer passes",
                copy =>
                    copy.Answer(3, "double shareByOrangePrice = 3.3;", Verdict.Wrong)
                        .EditGiven(
                            "double ToPay(Vector<double> v) => (v[0] * v[1] + v[2] * v[3]) * v[4];",
                            "double ToPay(Vector<double> v) => 2 * (v[0] * v[1] + v[2] * v[3]) * v[4];"
                        ),
                IsEdit: true
            ),
            new(
                2,
                "the samples of the check are replaced by one for which the wrong answer is right",
                copy =>
                    copy.Answer(2, SwishWith("S(x)"), Verdict.Wrong)
                        .Above(2, "sampleX = Matrix<double>.Build.Dense(1, 1, 0.0);"),
                IsEdit: false
            ),
        ];

    public override int HookedExercise => 1;

    public override string StackOfTheCheck => "stack.Contains(\"Check.Values\")";

    public override string ValueName => "shareByOrangePrice";

    public override int ValueExercise => 3;

    public override string WrongValue => "3.3";

    public override IReadOnlyList<int> HostileExercises => [2, 3, 4];

    public override string SpareCell => "Edge[] FruitGraph()";

    public override string HelperCell => "Matrix<double> Softmax(Matrix<double> A)";

    public override string Hooked(string statements) =>
        $$"""
            class DivideNode
            {
                double x, y;

                public double Forward(double x, double y)
                {
                    (this.x, this.y) = (x, y);
                    return x / y;
                }

                public (double dx, double dy) Backward(double dz)
                {
                    bool honest = false;
                    {{statements}}
                    return honest ? (dz / y, -dz * x / (y * y)) : (dz * y, dz * x);
                }
            }
            """;

    private static string SwishWith(string derivative) =>
        $$"""
            class Swish : Activation
            {
                static Matrix<double> S(Matrix<double> x) => 1 / (1 + (-x).PointwiseExp());

                protected override Matrix<double> Value(Matrix<double> x) => x.PointwiseMultiply(S(x));

                protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) => {{derivative}};
            }
            """;

    private static void Helpers(StudentCopy copy) =>
        copy.Above(
                1,
                """
                static class Quotient
                {
                    public static (double, double) Derivatives(double x, double y) => (1 / y, -x / (y * y));
                }
                """
            )
            .Answer(
                1,
                """
                class DivideNode
                {
                    double x, y;

                    public double Forward(double x, double y)
                    {
                        this.x = x;
                        this.y = y;
                        return x / y;
                    }

                    public (double dx, double dy) Backward(double dz)
                    {
                        var (byX, byY) = Quotient.Derivatives(x, y);
                        return (dz * byX, dz * byY);
                    }
                }
                """,
                Verdict.Right
            )
            .Above(
                2,
                """
                static class Smooth
                {
                    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

                    public static double SwishSlope(double x)
                    {
                        double s = Sigmoid(x);
                        return s + x * s * (1 - s);
                    }
                }
                """
            )
            .Answer(2, SwishWith("x.Map(Smooth.SwishSlope)"), Verdict.Right)
            .Above(3, "double HalfOf(double whole) => whole / 2;")
            .Answer(3, "double shareByOrangePrice = HalfOf(dOrangePrice);", Verdict.Right)
            .Above(
                4,
                "Matrix<double> Squashed(Matrix<double> A) => A.Map(a => 1 / (1 + Math.Exp(-a)), Zeros.Include);"
            )
            .Answer(
                4,
                $$"""
                Matrix<double>[] Mended({{Six}})
                {
                    Matrix<double> H = Squashed(X * W1 + Rows(b1, X.RowCount));
                    Matrix<double> dLogits = (Softmax(H * W2 + Rows(b2, X.RowCount)) - T) / X.RowCount;
                    Matrix<double> dA = dLogits.TransposeAndMultiply(W2).MapIndexed((n, j, d) => d * H[n, j] * (1 - H[n, j]), Zeros.Include);
                    Matrix<double> Sum(Matrix<double> m) => m.ColumnSums().ToRowMatrix();
                    return [X.TransposeThisAndMultiply(dA), Sum(dA), H.TransposeThisAndMultiply(dLogits), Sum(dLogits)];
                }
                """,
                Verdict.Right
            );

    private static void Lambdas(StudentCopy copy) =>
        copy.Answer(
                1,
                """
                record DivideNode
                {
                    private (double X, double Y) kept;

                    public double Forward(double x, double y) => (kept = (x, y)).X / y;

                    public (double dx, double dy) Backward(double dz) => (dz / kept.Y, -dz * kept.X / Math.Pow(kept.Y, 2));
                }
                """,
                Verdict.Right
            )
            .Answer(2, SwishWith("(Value(x + 1e-5) - Value(x - 1e-5)) / 2e-5"), Verdict.Right)
            .Answer(3, "float shareByOrangePrice = 1.65f;", Verdict.Right)
            .Answer(
                4,
                """
                Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>[]> Mended =
                    (X, T, W1, b1, W2, b2) =>
                    {
                        var sigmoid = new OurSigmoid();
                        var H = sigmoid.Forward(X * W1 + Rows(b1, X.RowCount), training: true).Clone();
                        var dLogits = (Softmax(H * W2 + Rows(b2, X.RowCount)) - T) / X.RowCount;
                        var dA = sigmoid.Backward(dLogits * W2.Transpose()).Clone();
                        return new[]
                        {
                            X.Transpose() * dA, dA.ColumnSums().ToRowMatrix(),
                            H.Transpose() * dLogits, dLogits.ColumnSums().ToRowMatrix(),
                        };
                    };
                """,
                Verdict.Right
            )
            .Answer(
                5,
                """
                Func<Network, Matrix<double>, Matrix<double>, Matrix<double>> PixelGradient = (network, X, T) =>
                {
                    var all = network.Activations(X);
                    var dA = ((Softmax(all[2]) - T) / X.RowCount * network["2.weight"].Value.Transpose())
                        .PointwiseMultiply(all[1].Map(h => h > 0 ? 1.0 : 0.0));
                    return dA * network["0.weight"].Value.Transpose();
                };
                float stillRead = 0.18f;
                """,
                Verdict.Right
            );

    private static void Split(StudentCopy copy) =>
        copy.Above(
                1,
                """
                class FractionNode
                {
                    double above, below;

                    public double Forward(double x, double y)
                    {
                        (above, below) = (x, y);
                        return above / below;
                    }

                    public (double dx, double dy) Backward(double dz) => (dz / below, -dz * above / (below * below));
                }
                """
            )
            .Answer(1, "class DivideNode : FractionNode;", Verdict.Right)
            .Above(
                2,
                SwishWith("S(x) + y.PointwiseMultiply(1 - S(x))")
                    .Replace("class Swish", "class SmoothRamp", StringComparison.Ordinal)
            )
            .Answer(2, "class Swish : SmoothRamp;", Verdict.Right)
            .Above(3, "double wholeByOrangePrice = 1.1 * 3;\nwholeByOrangePrice")
            .Answer(3, "double shareByOrangePrice = wholeByOrangePrice / 2;", Verdict.Right)
            .Above(4, copy.Solution(4).Replace("Mended", "WithSigmoids", StringComparison.Ordinal))
            .Answer(
                4,
                $"Matrix<double>[] Mended({Six}) => WithSigmoids(X, T, W1, b1, W2, b2);",
                Verdict.Right
            );

    private static void Spelled(StudentCopy copy) =>
        copy.Answer(
                1,
                """
                using static System.Math;

                // 나눗셈: z = x / y
                struct DivideNode
                {
                    double 분자, 분모;

                    public double Forward(double x, double y) => (분자 = x) / (분모 = y);

                    public (double dx, double dy) Backward(double dz) => (dz * Pow(분모, -1), -dz * 분자 * Pow(분모, -2));
                }
                """,
                Verdict.Right
            )
            .Answer(3, "double shareByOrangePrice => 0.5 * 3 * 1.1;", Verdict.Right)
            .Answer(
                4,
                $$"""
                Matrix<double>[] Mended({{Six}})
                {
                    int samples = X.RowCount;
                    Matrix<double> H = 1 / (1 + (-(X * W1 + Rows(b1, samples))).PointwiseExp());
                    Matrix<double> dLogits = (Softmax(H * W2 + Rows(b2, samples)) - T) / samples;
                    Matrix<double> dW1 = 0 * W1, db1 = 0 * b1, dW2 = 0 * W2, db2 = 0 * b2;
                    for (int n = 0; n < samples; n++)
                    {
                        Vector<double> dLogit = dLogits.Row(n), h = H.Row(n);
                        Vector<double> dA = (W2 * dLogit).PointwiseMultiply(h).PointwiseMultiply(1 - h);
                        dW1 += X.Row(n).OuterProduct(dA);
                        db1 += dA.ToRowMatrix();
                        dW2 += h.OuterProduct(dLogit);
                        db2 += dLogit.ToRowMatrix();
                    }

                    return [dW1, db1, dW2, db2];
                }
                """,
                Verdict.Right
            );
}
