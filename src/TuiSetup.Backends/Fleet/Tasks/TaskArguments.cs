using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>Arguments under their names, whether they came by place or by name.</summary>
internal sealed class TaskArguments
{
    private readonly Dictionary<string, JToken> _values = [];

    /// <exception cref="TaskFailure">There are too many, or one has no such name.</exception>
    public TaskArguments(TaskMessage message, params string[] names)
    {
        if (message.Body.Args.Count > names.Length)
        {
            throw TaskFailure.BadCall(T($"{message.Task}() takes {names.Length} arguments, not {message.Body.Args.Count}: {string.Join(", ", names)}."));
        }

        for (var place = 0; place < message.Body.Args.Count; place++)
        {
            _values[names[place]] = message.Body.Args[place];
        }

        foreach (var property in message.Body.Kwargs.Properties())
        {
            if (!names.Contains(property.Name))
            {
                throw TaskFailure.BadCall(T($"{message.Task}() has no argument '{property.Name}'. Its arguments are {string.Join(", ", names)}."));
            }

            if (!_values.TryAdd(property.Name, property.Value))
            {
                throw TaskFailure.BadCall(T($"{message.Task}() got '{property.Name}' twice."));
            }
        }
    }

    public JToken? this[string name] => _values.TryGetValue(name, out var value) && value.Type != JTokenType.Null ? value : null;

    /// <exception cref="TaskFailure">It is not a text, or not there.</exception>
    public string Text(string name)
        => this[name] is { Type: JTokenType.String } text ? (string)text! : throw TaskFailure.BadCall(T($"'{name}' must be a text."));
}
