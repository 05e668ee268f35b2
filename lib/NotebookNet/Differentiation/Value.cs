using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// A number that remembers what it was computed from: a node of a computational graph, which the operators build as they compute.
/// <see cref="Backward"/> goes through the graph from its end (the reverse mode of automatic differentiation; Linnainmaa, 1970).
/// 1/0, log 0 and overflow give ∞ and NaN as IEEE 754 says, in values and in gradients: on the way back 0·∞ is NaN.
/// </summary>
/// <example>
/// <code>
/// Value price = new(100, "price of an apple"), count = 2, tax = 1.1;
/// (price * count * tax).Backward();
/// display($"{price}; by the tax {tax.Gradient}");
/// </code>
/// </example>
public sealed class Value(double data, string? name = null)
{
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
    /// Computes the derivatives of this value with respect to all that it depends on, anew: a second call gives the same.
    /// Where a value is used several times, what comes back is added.
    /// </summary>
    public void Backward()
    {
        // Topologically: above what it depends on. No recursion, so that the graph may be of any depth.
        Stack<Value> sorted = [],
            waiting = new([this]);
        HashSet<Value> seen = [],
            done = [];
        while (waiting.TryPop(out Value? value))
        {
            if (seen.Add(value))
            {
                value.Gradient = 0;
                waiting.Push(value); // Below its inputs, so that it comes again when they are done.
                value.Inputs.ToList().ForEach(input => waiting.Push(input.Value));
            }
            else if (done.Add(value))
            {
                sorted.Push(value);
            }
        }

        Gradient = 1;
        foreach (Value value in sorted)
        {
            foreach ((Value input, double derivative) in value.Inputs)
            {
                input.Gradient += value.Gradient * derivative;
            }
        }
    }
}
