using System.Globalization;
using System.Runtime.InteropServices;

namespace NotebookNet.Runner.Commands;

/// <summary>
/// The library of languages and scripts that .NET uses for cultures, sort orders and the composing of characters. Without
/// it a .NET process starts only in a mode that knows one culture.
/// </summary>
internal static class Icu
{
    private const int Oldest = 50;
    private const int Newest = 120;

    /// <summary>Whether this machine has it. Windows and macOS always do.</summary>
    public static bool IsThere { get; } =
        !OperatingSystem.IsLinux()
        || Enumerable.Range(Oldest, Newest - Oldest).Reverse().Select(Name).Any(CanLoad);

    private static string Name(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"libicuuc.so.{version}");

    private static bool CanLoad(string name)
    {
        if (!NativeLibrary.TryLoad(name, out nint library))
        {
            return false;
        }

        NativeLibrary.Free(library);
        return true;
    }
}
