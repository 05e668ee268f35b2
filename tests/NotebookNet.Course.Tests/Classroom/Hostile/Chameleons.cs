namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Answers that are not the values that they seem to be.</summary>
internal static class Chameleons
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "a function that is right only while the visible check is on the stack",
                AttackPlace.Function,
                "string stack = Environment.StackTrace; honest = STACK;"
            ),
            new Attack(
                "a type that turns into another number each time",
                AttackPlace.Value,
                """
                class Any
                {
                    static readonly double[] given = [1, 1, 0.1, 5];
                    static int asked;

                    public static implicit operator double(Any any) => given[asked++ % given.Length];
                    public static implicit operator double?(Any any) => given[asked++ % given.Length];
                }

                Any NAME = new();
                """
            ),
            new Attack(
                "a type that equals everything and is nearer than any tolerance",
                AttackPlace.Value,
                """
                struct Equal : IComparable<double>
                {
                    public static bool operator ==(Equal a, double b) => true;
                    public static bool operator !=(Equal a, double b) => false;
                    public static bool operator <(Equal a, double b) => true;
                    public static bool operator >(Equal a, double b) => true;
                    public static double operator -(Equal a, double b) => 0;
                    public static double operator *(double a, Equal b) => a;
                    public static implicit operator double(Equal a) => WRONG;
                    public int CompareTo(double other) => 0;
                    public override bool Equals(object other) => true;
                    public override int GetHashCode() => 0;
                    public override string ToString() => "✔";
                }

                Equal NAME = new();
                """
            ),
            new Attack(
                "a not-a-number with a payload of its own",
                AttackPlace.Value,
                "double NAME = BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF);"
            ),
            new Attack(
                "a property that gives another number each time",
                AttackPlace.Value,
                """
                int timesAsked;
                double NAME => timesAsked++ % 2 == 0 ? WRONG : double.PositiveInfinity;
                """
            ),
            new Attack(
                "a dynamic object that answers to everything",
                AttackPlace.Value,
                """
                class Agreeing : System.Dynamic.DynamicObject
                {
                    public override bool TryConvert(System.Dynamic.ConvertBinder binder, out object result)
                    {
                        result = binder.Type == typeof(bool) || binder.Type == typeof(bool?) ? true : WRONG;
                        return true;
                    }

                    public override bool TryBinaryOperation(System.Dynamic.BinaryOperationBinder binder, object other, out object result)
                    {
                        result = this;
                        return true;
                    }
                }

                dynamic NAME = new Agreeing();
                """
            ),
            new Attack(
                "a number whose text is a formula and markup",
                AttackPlace.Value,
                """
                struct Formula
                {
                    public static implicit operator double(Formula formula) => WRONG;
                    public override string ToString() => "=HYPERLINK(\"http://x\")<script>alert(1)</script>";
                }

                Formula NAME = new();
                """
            ),
        ];
}
