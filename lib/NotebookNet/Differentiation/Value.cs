namespace NotebookNet;

/// <summary>
/// A number that remembers what it was computed from: a node of a computational graph, which the operators build as they compute.
/// <see cref="Backward"/> goes through the graph from its end (the reverse mode of automatic differentiation; Linnainmaa, 1970).
/// 1/0, log 0 and overflow give ∞ and NaN as IEEE 754 says, in values and, where 0·∞ comes back, in gradients.
/// </summary>
/// <example>
/// <code>
/// Value price = new(100, "price of an apple"), count = 2, tax = 1.1;
/// (price * count * tax).Backward(); // Now price is "price of an apple = 100, gradient 2.2".
/// </code>
/// </example>
public sealed class Value(double data, string? name = null)
{
    private static long s_count;
    private readonly long _number = Interlocked.Increment(ref s_count);

    /// <summary>The number.</summary>
    public double Data => data;

    /// <summary>The name it was given, or the operation that made it: "×", "tanh".</summary>
    public string? Name => name;

    /// <summary>The derivative, with respect to this value, of the last result whose <see cref="Backward"/> came by.</summary>
    public double Gradient { get; private set; }

    /// <summary>What it was computed from, each with the local derivative; empty for a number that was given.</summary>
    public IReadOnlyList<(Value Value, double Derivative)> Inputs { get; private init; } = [];

    // csharpier-ignore-start
#pragma warning disable CS1591 // Each says what it is. On the right: its result, and its local derivatives.
    public static implicit operator Value(double number) => new(number);
    public static Value operator +(Value x, Value y) => Of("+", x, y, (x, y) => (x + y, 1, 1));
    public static Value operator -(Value x, Value y) => Of("−", x, y, (x, y) => (x - y, 1, -1));
    public static Value operator *(Value x, Value y) => Of("×", x, y, (x, y) => (x * y, y, x));
    public static Value operator /(Value x, Value y) => Of("/", x, y, (x, y) => (x / y, 1 / y, -x / y / y));
    public static Value operator -(Value x) => -1 * x;
    public Value Exp() => Of("exp", Elementwise.Exp(data), y => y);
    public Value Log() => Of("log", Elementwise.Log(data), _ => 1 / data);
    public Value Sqrt() => Of("√", Math.Sqrt(data), y => 0.5 / y);
    public Value Tanh() => Of("tanh", Elementwise.Tanh(data), y => 1 - (y * y));
    public Value ReLU() => Of("ReLU", Math.Max(0, data), _ => data > 0 ? 1 : 0);
    public override string ToString() => Invariant($"{name ?? "value"} = {data}, gradient {Gradient}");
#pragma warning restore CS1591
    private Value Of(string name, double y, Func<double, double> derivative) => new(y, name) { Inputs = [(this, derivative(y))] };
    private static Value Of(string name, Value x, Value y, Func<double, double, (double, double, double)> rule)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (double z, double dx, double dy) = rule(x.Data, y.Data);
        return new(z, name) { Inputs = [(x, dx), (y, dy)] };
    }
    // csharpier-ignore-end

    /// <summary>
    /// Computes, anew, the derivatives of this value with respect to all that it depends on; several ways to one are added. Values
    /// are numbered as they are made, which sorts them topologically: newest first, all that comes back to a value is there in time.
    /// </summary>
    public void Backward()
    {
        HashSet<Value> seen = [];
        PriorityQueue<Value, long> waiting = new([(this, 0)]);
        Gradient = 1;
        while (waiting.TryDequeue(out Value? value, out _))
        {
            foreach ((Value input, double derivative) in value.Inputs)
            {
                if (seen.Add(input))
                {
                    input.Gradient = 0;
                    waiting.Enqueue(input, -input._number);
                }

                input.Gradient += value.Gradient * derivative;
            }
        }
    }
}
