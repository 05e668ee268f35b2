using System.Reflection;
using System.Text.Json.Nodes;

namespace NotebookNet.Session;

/// <summary>
/// Gives a library's display host this session, by its shape: a static class `NotebookNet.Interactive.Live.DisplayHost` with a property `Current`
/// whose interface has `bool IsLive`, `string Display(bundle)` and `void Update(id, bundle)`. A shape and not a type, because the
/// library that a notebook loads need not be the copy that this program was built with.
/// </summary>
public class DisplayHostBridge : DispatchProxy
{
    private CSharpSession? _session;

    internal static void Attach(Assembly assembly, CSharpSession session)
    {
        if (assembly.GetName().Name != "NotebookNet.Interactive")
        {
            return;
        }

        PropertyInfo? current = assembly
            .GetType("NotebookNet.Interactive.Live.DisplayHost")
            ?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static);
        if (current is null || !current.PropertyType.IsInterface)
        {
            return;
        }

        object bridge = Create(current.PropertyType, typeof(DisplayHostBridge));
        ((DisplayHostBridge)bridge)._session = session;
        current.SetValue(null, bridge);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "get_IsLive":
                return _session!.IsLive;
            case "Display":
                return _session!.Display(Bundle(args![0]!));
            case "Update":
                CellExecution.Current?.Update(Bundle(args![1]!), (string)args[0]!);
                return null;
            default:
                throw new NotSupportedException(
                    $"A display host has no method {targetMethod?.Name}."
                );
        }
    }

    private static Dictionary<string, string> Bundle(object bundle) =>
        bundle switch
        {
            IReadOnlyDictionary<string, string> text => new Dictionary<string, string>(text),
            IReadOnlyDictionary<string, JsonNode> json => json.ToDictionary(
                entry => entry.Key,
                entry =>
                    entry.Value is JsonValue value && value.TryGetValue(out string? text)
                        ? text
                        : entry.Value.ToJsonString()
            ),
            _ => throw new NotSupportedException(
                $"A bundle maps mime types to contents; this is a {bundle.GetType()}."
            ),
        };
}
