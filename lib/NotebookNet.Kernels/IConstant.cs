namespace NotebookNet.Kernels;

/// <summary>A number that is known when a method is compiled for it: what a branch on it leaves out is not in the code.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

internal readonly struct One : IConstant
{
    public static int Value => 1;
}

internal readonly struct Two : IConstant
{
    public static int Value => 2;
}

internal readonly struct Three : IConstant
{
    public static int Value => 3;
}

internal readonly struct Four : IConstant
{
    public static int Value => 4;
}

internal readonly struct Eight : IConstant
{
    public static int Value => 8;
}
