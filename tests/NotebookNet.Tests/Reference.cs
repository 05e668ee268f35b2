using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests;

/// <summary>Reads the reference files that are JSON.</summary>
internal static class Reference
{
    public static JsonElement Load(string file)
    {
        string path = ReferenceFiles.PathOf(file);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>The element of an array whose "name" is the given one.</summary>
    public static JsonElement Named(this JsonElement array, string name) =>
        array.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);

    /// <summary>An array of rows.</summary>
    public static Matrix<double> Matrix(this JsonElement owner, string property) =>
        Matrix<double>.Build.DenseOfRowArrays(
            owner
                .GetProperty(property)
                .EnumerateArray()
                .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())
        );

    public static double[] Numbers(this JsonElement owner, string property) =>
        [.. owner.GetProperty(property).EnumerateArray().Select(value => value.GetDouble())];

    public static double Number(this JsonElement owner, string property) =>
        owner.GetProperty(property).GetDouble();
}
