namespace NotebookNet;

/// <summary>
/// What Stop in an editor cancels: the token of the cell that is running. A session that can stop its cells puts it here; that of
/// .NET Interactive is looked up by name in what is loaded, since the library knows no kernel.
/// </summary>
internal static class Interruption
{
    private const string Kernel = "Microsoft.DotNet.Interactive";

    /// <summary>Tells the token of the session that has put itself here; else null.</summary>
    public static Func<CancellationToken>? Source { get; set; }

    /// <summary>The token, to be asked for once a call; one that nothing cancels where no cell is running.</summary>
    public static CancellationToken Token
    {
        get
        {
            if (Source is not null)
            {
                return Source();
            }

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
