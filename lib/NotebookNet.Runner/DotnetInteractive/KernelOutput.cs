using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Session;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>Turns the kernel's events into the outputs of a cell.</summary>
internal sealed class KernelOutput(CellExecution execution, KernelErrors errors)
{
    /// <summary>Passes on what an event shows.</summary>
    public void Add(KernelEvent next)
    {
        switch (next)
        {
            case StandardOutputValueProduced printed:
                errors.Add(Text(printed));
                execution.Print("stdout", Text(printed));
                break;
            case StandardErrorValueProduced printed:
                execution.Print("stderr", Text(printed));
                break;
            case ErrorProduced error:
                execution.Print("stderr", error.Message + "\n");
                break;
            case ReturnValueProduced value:
                Show(value, execution.Result);
                break;
            case DisplayedValueProduced shown:
                Show(shown, bundle => execution.Display(bundle, shown.ValueId ?? ""));
                break;
            case DisplayedValueUpdated update:
                Show(update, bundle => execution.Update(bundle, update.ValueId ?? ""));
                break;
            case DiagnosticsProduced diagnostics:
                foreach (string warning in errors.Add(diagnostics))
                {
                    execution.Print("stderr", warning + "\n");
                }

                break;
            case CommandFailed failed:
                errors.Add(failed);
                break;
        }
    }

    private void Show(DisplayEvent shown, Action<IReadOnlyDictionary<string, string>> show)
    {
        Dictionary<string, string> values = [];
        foreach (var value in shown.FormattedValues.Where(value => !value.SuppressDisplay))
        {
            values[value.MimeType] = value.Value;
        }

        try
        {
            if (KernelBundle.AsStored(values) is { Count: > 0 } bundle)
            {
                show(bundle);
            }
        }
        catch (InvalidDataException exception)
        {
            errors.Add(exception);
        }
    }

    private static string Text(DisplayEvent printed) =>
        string.Concat(printed.FormattedValues.Select(value => value.Value));
}
