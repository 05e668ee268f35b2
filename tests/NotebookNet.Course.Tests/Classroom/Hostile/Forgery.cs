namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Forged findings of a check.</summary>
internal static class Forgery
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "a class `Check` of one's own that finds everything right",
                AttackPlace.Cell,
                """
                static class Check
                {
                    static CheckResult Fine(string exercise) => new(exercise, true, true);

                    public static CheckResult All(string exercise, params CheckResult[] parts) => Fine(exercise);
                    public static CheckResult Number(string exercise, double expected, double? actual, double tolerance = 0, string hint = null) => Fine(exercise);
                    public static CheckResult Values(string exercise, IEnumerable<double> expected, IEnumerable<double> actual, double tolerance = 0, string hint = null) => Fine(exercise);
                    public static CheckResult Matrix(string exercise, Matrix<double> expected, Matrix<double> actual, double tolerance = 0, string hint = null) => Fine(exercise);
                    public static CheckResult True(string exercise, bool? condition, string expected, string hint = null) => Fine(exercise);
                }
                """
            )
            {
                Redeclares = ["Check"],
            },
            new Attack(
                "the library's differences replaced by own types of the same names",
                AttackPlace.Cell,
                """
                static class NumericalGradient
                {
                    public static Matrix<double> Of(Func<Matrix<double>, double> f, Matrix<double> at, double step = 1) => 0 * at;
                    public static Vector<double> Of(Func<Vector<double>, double> f, Vector<double> at, double step = 1) => 0 * at;
                }

                static class NumericalDerivative
                {
                    public static double Central(Func<double, double> f, double x, double step = 1) => double.PositiveInfinity;
                }
                """
            )
            {
                Redeclares = ["NumericalGradient", "NumericalDerivative"],
            },
            new Attack(
                "a `CheckResult` whose fields are set by reflection, displayed",
                AttackPlace.Cell,
                """
                CheckResult forged = new("Exercise 1", false, true);
                foreach (var field in typeof(CheckResult).GetFields(
                    System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic))
                {
                    if (field.FieldType == typeof(bool)) field.SetValue(forged, true);
                }

                display(forged);
                """
            ).IsWrong(),
            new Attack(
                "machine code written over the getter of `CheckResult.Passed`",
                AttackPlace.Cell,
                """
                foreach (string name in new[] { "Passed", "Answered" })
                {
                    var getter = typeof(CheckResult).GetProperty(name).GetGetMethod();
                    System.Runtime.CompilerServices.RuntimeHelpers.PrepareMethod(getter.MethodHandle);
                    System.Runtime.InteropServices.Marshal.Copy(
                        new byte[] { 0xB8, 1, 0, 0, 0, 0xC3 }, 0, getter.MethodHandle.GetFunctionPointer(), 6);
                }
                """
            ).IsWrongOrRefused(),
            new Attack(
                "a formatter that shows every check as right",
                AttackPlace.Cell,
                """
                Microsoft.DotNet.Interactive.Formatting.Formatter.Register<CheckResult>(c => $"✔ {c.Exercise}: right", "text/plain");
                Microsoft.DotNet.Interactive.Formatting.Formatter.Register<CheckResult>(c => $"<b>✔</b> <b>{c.Exercise}</b>: right", "text/html");
                """
            ).IsWrong(),
            new Attack(
                "the mark of a right answer printed and displayed",
                AttackPlace.Cell,
                """
                for (int exercise = 1; exercise <= 6; exercise++)
                {
                    Console.WriteLine($"✔ Exercise {exercise}: right");
                    display($"✔ Exercise {exercise}: right");
                                }
                """
            ).IsWrong(),
            new Attack(
                "a module initializer that registers a forged result",
                AttackPlace.Cell,
                """
                static class AtStart
                {
                    [System.Runtime.CompilerServices.ModuleInitializer]
                    internal static void Run() => Console.WriteLine("✔ Exercise 1: right");
                }
                """
            ).IsWrongOrRefused(),
        ];
}
