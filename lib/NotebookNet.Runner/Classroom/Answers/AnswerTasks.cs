namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Tasks: what one results in travels, and is a task again where one is expected.</summary>
internal static class AnswerTasks
{
    /// <summary>What a task results in; anything else as it is.</summary>
    public static object? Settled(object? value)
    {
        Type? type = value?.GetType();
        if (type == typeof(ValueTask) || General(type) == typeof(ValueTask<>))
        {
            value = type!.GetMethod(nameof(ValueTask.AsTask))!.Invoke(value, null);
        }

        if (value is not Task task)
        {
            return value;
        }

        task.GetAwaiter().GetResult();
        object? result = task.GetType().GetProperty("Result")?.GetValue(task);
        // What the framework's own name for nothing is.
        return result?.GetType().Name == "VoidTaskResult" ? null : result;
    }

    /// <summary>Whether a type is a task's.</summary>
    public static bool Are(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || ResultOf(type) is not null;

    /// <summary>What tasks of a type result in; null where that is nothing.</summary>
    public static Type? ResultOf(Type type) =>
        General(type) == typeof(Task<>) || General(type) == typeof(ValueTask<>)
            ? type.GenericTypeArguments[0]
            : null;

    /// <summary>A task that has ended.</summary>
    public static object Ended(Type type, object? result)
    {
        if (ResultOf(type) is not { } kind)
        {
            return type == typeof(Task) ? Task.CompletedTask : default(ValueTask);
        }

        object task = typeof(Task)
            .GetMethod(nameof(Task.FromResult))!
            .MakeGenericMethod(kind)
            .Invoke(null, [result])!;
        return General(type) == typeof(Task<>) ? task : Activator.CreateInstance(type, task)!;
    }

    private static Type? General(Type? type) =>
        type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : null;
}
