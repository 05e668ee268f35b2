using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>What students write into chapter 06.</summary>
internal sealed class OptimizersAnswers : ChapterAnswers
{
    public override string Prefix => "06";

    public override IReadOnlyList<Way> Ways =>
        [
            new("helpers in new cells above, answers found by loops and LINQ", Helpers),
            new("int, long and float where a double stands, a rule entry by entry", Types),
            new("answers in cells above, the scaffold's members call or inherit them", Split),
            new(
                "a property, a constant, a nullable, a tuple, usings, an explicit constructor",
                Spelled
            ),
        ];

    public override IReadOnlyList<OddAnswer> Mistakes =>
        [
            new(
                1,
                Rule(
                    """
                    Matrix<double> h = state["h"] = ρ * state["h"] + (1 - ρ) * g.PointwiseMultiply(g);
                    return θ - η * g.PointwiseDivide((h + ε).PointwiseSqrt());
                    """
                ),
                Verdict.Wrong
            ),
            new(2, "double rateOfOneValley = 5;", Verdict.Wrong),
            new(3, "double itsStepsInEta = 0.5;", Verdict.Wrong),
            new(4, "double stepsThatMove = 2;", Verdict.Wrong),
            new(5, "double largestMomentumRate = 2 / 6.0;", Verdict.Wrong),
            new(6, "Optimizer sameRule = new Nesterov(0.3);", Verdict.Wrong),
        ];

    public override IReadOnlyList<OddAnswer> OddValues =>
        [
            new(2, "double rateOfOneValley = 0.0 / 0;", Verdict.NotAnswered),
            new(3, "double? itsStepsInEta = null;", Verdict.NotAnswered),
            new(4, "double stepsThatMove = double.PositiveInfinity;", Verdict.Wrong),
            new(6, "Optimizer sameRule = default;", Verdict.NotAnswered),
        ];

    public override IReadOnlyList<OddAnswer> OddShapes =>
        [
            new(1, Rule("return Matrix<double>.Build.Dense(1, 1);"), Verdict.Failed, Verdict.Wrong),
            new(4, "double[] stepsThatMove = [1];", Verdict.Failed),
            new(5, "string largestMomentumRate = \"0.5\";", Verdict.Failed),
        ];

    public override OddAnswer Decimal =>
        new(3, "decimal itsStepsInEta = 1;", Verdict.Failed, Verdict.Right);

    public override IReadOnlyList<Trick> Tricks =>
        [
            new(
                1,
                "the chapter's function that compares two rules is edited so that it finds all of them the same",
                copy =>
                    copy.Answer(1, Rule("return θ - η * g;"), Verdict.Wrong)
                        .EditGiven(
                            "one.All(p => p.Equals(start)) ? null : largest < 1e-6",
                            "one.All(p => p.Equals(start)) ? null : true"
                        ),
                IsEdit: true
            ),
            new(
                4,
                "the rule of the exercise is mended, so that another answer passes",
                copy =>
                {
                    copy.Answer(4, "double stepsThatMove = 30;", Verdict.Wrong);
                    copy.Write(
                        4,
                        copy.Source(4)
                            .Replace("if (v is null)", "v ??= 0 * g;", StringComparison.Ordinal)
                            .Replace("v = 0 * g;\n", "\n", StringComparison.Ordinal),
                        Verdict.Wrong
                    );
                },
                IsEdit: true
            ),
            new(
                6,
                "the other optimizer is replaced in the cell, so that a wrong one is the same",
                copy =>
                {
                    copy.Answer(6, "Optimizer sameRule = new SGD(0.3);", Verdict.Wrong);
                    copy.Write(
                        6,
                        copy.Source(6)
                            .Replace(
                                "new Adam(0.3, beta1: 0, beta2: 0.99, epsilon: 1e-7, biasCorrection: false)",
                                "new SGD(0.3)",
                                StringComparison.Ordinal
                            ),
                        Verdict.Wrong
                    );
                },
                IsEdit: true
            ),
        ];

    public override int HookedExercise => 1;

    public override string StackOfTheCheck => "stack.Contains(\"SamePath\")";

    public override string ValueName => "stepsThatMove";

    public override int ValueExercise => 4;

    public override string WrongValue => "30";

    public override IReadOnlyList<int> HostileExercises => [2, 3, 4];

    public override string SpareCell => "double[] Speeds(double μ)";

    public override string HelperCell => "CheckResult SamePath(Optimizer ours";

    public override string Hooked(string statements) =>
        Rule(
            $"""
            bool honest = false;
            {statements}
            if (!honest) return θ - η * g;
            Matrix<double> h = state["h"] = ρ * state["h"] + (1 - ρ) * g.PointwiseMultiply(g);
            Matrix<double> Δ = (state["d"] + ε).PointwiseSqrt().PointwiseDivide((h + ε).PointwiseSqrt()).PointwiseMultiply(g);
            state["d"] = ρ * state["d"] + (1 - ρ) * Δ.PointwiseMultiply(Δ);
            return θ - η * Δ;
            """
        );

    private static string Rule(string body, string name = "AdaDeltaRule", string rate = " = 1") =>
        $$"""
            class {{name}}(double learningRate{{rate}}) : Optimizer(learningRate)
            {
                private const double ρ = 0.95, ε = 1e-6;

                protected override Matrix<double> Update(
                    Matrix<double> θ, Matrix<double> g, OptimizerState state, double η, int t)
                {
            {{body}}
                }
            }
            """;

    private static void Helpers(StudentCopy copy) =>
        copy.Above(
                1,
                """
                static class Averages
                {
                    public static Matrix<double> Next(Matrix<double> old, Matrix<double> value, double ρ) =>
                        ρ * old + (1 - ρ) * value.PointwiseMultiply(value);
                }
                """
            )
            .Answer(
                1,
                Rule(
                    """
                    state["h"] = Averages.Next(state["h"], g, ρ);
                    Matrix<double> Δ = ((state["d"] + ε).PointwiseDivide(state["h"] + ε)).PointwiseSqrt().PointwiseMultiply(g);
                    state["d"] = Averages.Next(state["d"], Δ, ρ);
                    return θ - η * Δ;
                    """
                ),
                Verdict.Right
            )
            .Answer(
                2,
                """
                double rateOfOneValley = 0.1;
                while (StepsAlone(rateOfOneValley) != 1)
                {
                    rateOfOneValley += 0.1;
                }
                """,
                Verdict.Right
            )
            .Answer(
                3,
                """
                var forgetful = new AmnesicAdaGrad(2).Path(Gradient, start, 5);
                double itsStepsInEta = Math.Abs(forgetful[5][0] - forgetful[4][0]) / 2;
                """,
                Verdict.Right
            )
            .Answer(
                4,
                "double stepsThatMove = new StuckMomentum(0.1).Path(Gradient, start, 30).Select(p => (p[0], p[1])).Distinct().Count() - 1;",
                Verdict.Right
            )
            .Answer(
                5,
                """
                double largestMomentumRate = Enumerable.Range(1, 1000).Select(i => i / 1000.0)
                    .TakeWhile(rate => new Momentum(rate, 0.5).Path(p => 6 * p, Vector<double>.Build.Dense(1, 1.0), 2000)[^1].L2Norm() < 1)
                    .Last();
                """,
                Verdict.Right
            )
            .Above(
                6,
                """
                class OwnRms(double learningRate) : Optimizer(learningRate)
                {
                    protected override Matrix<double> Update(
                        Matrix<double> θ, Matrix<double> g, OptimizerState state, double η, int t)
                    {
                        state["h"] = 0.99 * state["h"] + 0.01 * g.PointwisePower(2);
                        return θ - (η * g).PointwiseDivide(state["h"].PointwiseSqrt() + 1e-7);
                    }
                }
                """
            )
            .Answer(6, "Optimizer sameRule = new OwnRms(0.3);", Verdict.Right);

    private static void Types(StudentCopy copy) =>
        copy.Answer(
                1,
                Rule(
                    """
                    Matrix<double> h = state["h"].Clone(), d = state["d"].Clone(), next = θ.Clone();
                    for (int i = 0; i < θ.RowCount; i++)
                    {
                        for (int j = 0; j < θ.ColumnCount; j++)
                        {
                            h[i, j] = ρ * h[i, j] + (1 - ρ) * g[i, j] * g[i, j];
                            double move = Math.Sqrt(d[i, j] + ε) / Math.Sqrt(h[i, j] + ε) * g[i, j];
                            d[i, j] = ρ * d[i, j] + (1 - ρ) * move * move;
                            next[i, j] -= η * move;
                        }
                    }

                    (state["h"], state["d"]) = (h, d);
                    return next;
                    """
                ),
                Verdict.Right
            )
            .Answer(2, "int rateOfOneValley = 10;", Verdict.Right)
            .Answer(3, "float itsStepsInEta = 1f;", Verdict.Right)
            .Answer(4, "long stepsThatMove = 1;", Verdict.Right)
            .Answer(5, "float largestMomentumRate = 0.5f;", Verdict.Right)
            .Answer(
                6,
                "Optimizer sameRule = (Optimizer)new RMSProp(learningRate: 0.3);",
                Verdict.Right
            );

    private static void Split(StudentCopy copy) =>
        copy.Above(
                1,
                Rule(
                    """
                    Matrix<double> h = state["h"] = ρ * state["h"] + (1 - ρ) * g.PointwiseMultiply(g);
                    Matrix<double> Δ = (state["d"] + ε).PointwiseSqrt().PointwiseDivide((h + ε).PointwiseSqrt()).PointwiseMultiply(g);
                    state["d"] = ρ * state["d"] + (1 - ρ) * Δ.PointwiseMultiply(Δ);
                    return θ - η * Δ;
                    """,
                    "MyAdaDelta",
                    rate: ""
                )
            )
            .Answer(
                1,
                "class AdaDeltaRule(double learningRate = 1) : MyAdaDelta(learningRate);",
                Verdict.Right
            )
            .Above(2, "double slowCurvature = 1 / 10.0;")
            .Answer(2, "var rateOfOneValley = 1 / slowCurvature;", Verdict.Right)
            .Above(5, "double LimitBy(double μ, double curvature) => 2 * (1 + μ) / curvature;")
            .Answer(5, "double largestMomentumRate = LimitBy(0.5, 6);", Verdict.Right)
            .Above(6, "RMSProp MyChoice() => new(0.3);")
            .Answer(6, "Optimizer sameRule = MyChoice();", Verdict.Right);

    private static void Spelled(StudentCopy copy) =>
        copy.Answer(
                1,
                """
                using static System.Math;

                class AdaDeltaRule : Optimizer
                {
                    const double 기억 = 0.95;   // ρ

                    public AdaDeltaRule(double learningRate = 1) : base(learningRate)
                    {
                    }

                    protected override Matrix<double> Update(
                        Matrix<double> θ, Matrix<double> g, OptimizerState state, double η, int t)
                    {
                        Matrix<double> h = state["h"] = 기억 * state["h"] + (1 - 기억) * g.PointwiseMultiply(g), d = state["d"];
                        Matrix<double> 걸음 = g.MapIndexed((i, j, v) => Sqrt(d[i, j] + 1e-6) * v / Sqrt(h[i, j] + 1e-6));
                        state["d"] = 기억 * d + (1 - 기억) * 걸음.PointwiseMultiply(걸음);
                        return θ - η * 걸음;
                    }
                }
                """,
                Verdict.Right
            )
            .Answer(2, "double rateOfOneValley => 10;", Verdict.Right)
            .Answer(3, "double? itsStepsInEta = 1;", Verdict.Right)
            .Answer(4, "const double stepsThatMove = 1;", Verdict.Right)
            .Answer(5, "var (largestMomentumRate, why) = (0.5, \"2(1 + μ) / 6\");", Verdict.Right)
            .Answer(6, "Optimizer sameRule = new RmsPropRule(0.3);", Verdict.Right);
}
