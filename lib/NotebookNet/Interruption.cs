namespace NotebookNet;

/// <summary>
/// What Stop in an editor cancels: the token of the cell that .NET Interactive is running. It is looked up by name in what is
/// loaded, since the library knows no kernel.
/// </summary>
internal static class Interruption
{
    private const string Kernel = "Microsoft.DotNet.Interactive";

    /// <summary>The token, to be asked for once a call; one that nothing cancels where no cell is running.</summary>
    public static CancellationToken Token
    {
        get
        {
            try
            {
                return AppDomain
                    .CurrentDomain.GetAssemblies()
                    .Where(item =>
                        item.FullName?.StartsWith($"{Kernel},", StringComparison.Ordinal) is true
                    )
                    .Select(item => item.GetType($"{Kernel}.KernelInvocationContext"))
                    .Select(type => type?.GetProperty("Current")?.GetValue(null))
                    .Select(context =>
                        context?.GetType().GetProperty("CancellationToken")?.GetValue(context)
                    )
                    .OfType<CancellationToken>()
                    .FirstOrDefault();
            }
            catch (Exception)
            {
                // A kernel of another shape, or a thread that has outlived its cell, whose token throws.
                return CancellationToken.None;
            }
        }
    }
}
