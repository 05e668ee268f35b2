using System.Numerics;

namespace NotebookNet.Kernels;

/// <summary>What an optimizer does to one element of a parameter, or a layer to one of its output, written for a register of them.</summary>
internal interface IUpdateRule
{
    /// <summary>How many numbers the rule remembers of each element: 0, 1 or 2.</summary>
    static abstract int StateCount { get; }

    /// <summary>One update. Plain operations only, whose result is the same in every lane of every register.</summary>
    /// <param name="θ">The values.</param>
    /// <param name="g">∂L/∂θ.</param>
    /// <param name="first">The first number remembered, if any.</param>
    /// <param name="second">The second number remembered, if any.</param>
    void Apply(
        ref Vector<double> θ,
        Vector<double> g,
        ref Vector<double> first,
        ref Vector<double> second
    );
}
