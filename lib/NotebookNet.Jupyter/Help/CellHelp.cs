using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>Answers what an editor asks with Roslyn's own services, from what the session has compiled until now.</summary>
/// <param name="session">The session that the cell will run in.</param>
/// <param name="log">Takes a line where a service of Roslyn fails: whoever asked is told that there is nothing.</param>
/// <param name="packages">The packages that can be named.</param>
internal sealed class CellHelp(CSharpSession session, Action<string> log, PackageFolder packages)
    : ICellHelp,
        IDisposable
{
    private readonly SubmissionChain _chain = new(session);

    /// <summary>Help for a session, with the packages of this machine.</summary>
    public CellHelp(CSharpSession session, Action<string> log)
        : this(session, log, PackageFolder.OfMachine) { }

    /// <inheritdoc/>
    public Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation)
    {
        int position = Math.Clamp(cursor, 0, code.Length);
        return AnswerAsync(
            "complete",
            async () =>
            {
                CellText text = CellText.Of(code, position, session.PackageKernels);
                return DirectiveCompletion.Complete(text, position, session, packages)
                    ?? (
                        text.IsCSharp
                            ? await CSharpCompletion.CompleteAsync(
                                await _chain.DocumentAsync(text.CSharp, cancellation),
                                position,
                                cancellation
                            )
                            : Completions.None(position)
                    );
            },
            Completions.None(position),
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<Inspection?> InspectAsync(
        string code,
        int cursor,
        int detailLevel,
        CancellationToken cancellation
    )
    {
        int position = Math.Clamp(cursor, 0, code.Length);
        return AnswerAsync<Inspection?>(
            "inspect",
            async () =>
            {
                CellText text = CellText.Of(code, position, session.PackageKernels);
                return text.IsCSharp
                    ? await CSharpInspection.InspectAsync(
                        await _chain.DocumentAsync(text.CSharp, cancellation),
                        position,
                        detailLevel,
                        session,
                        cancellation
                    )
                    : null;
            },
            null,
            cancellation
        );
    }

    /// <inheritdoc/>
    public Completeness IsComplete(string code)
    {
        try
        {
            return SubmissionCompleteness.Of(
                CellText.Of(code, code.Length, session.PackageKernels)
            );
        }
        catch (Exception exception)
        {
            Log("is_complete", exception);
            return new Completeness("unknown");
        }
    }

    /// <inheritdoc/>
    public async Task WarmUpAsync(CancellationToken cancellation)
    {
        const string Code = "Math.Max(1, 2).";
        await CompleteAsync(Code, Code.Length, cancellation);
        await InspectAsync(Code, 6, 0, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _chain.Dispose();

    /// <summary>An answer of Roslyn; nothing where it fails. It works on a thread of its own: some of it is done before the first wait.</summary>
    private async Task<T> AnswerAsync<T>(
        string asked,
        Func<Task<T>> answer,
        T nothing,
        CancellationToken cancellation
    )
    {
        try
        {
            return await Task.Run(answer, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Log(asked, exception);
            return nothing;
        }
    }

    private void Log(string asked, Exception exception) =>
        log($"{asked}: nothing is answered: {exception.GetType().Name}: {exception.Message}");
}
