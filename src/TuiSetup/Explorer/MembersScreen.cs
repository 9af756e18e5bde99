using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>What an object has: its interfaces with methods, properties and signals. Interfaces that all objects have are folded.</summary>
/// <param name="session">Whose screen it is.</param>
/// <param name="service">The service.</param>
/// <param name="path">Its object.</param>
/// <param name="member">An interface, or a member with its interface before it, that is marked first; null is the first row.</param>
internal sealed class MembersScreen(ExplorerSession session, string service, string path, string? member = null)
{
    private static string Help => T("Enter opens an interface, calls a method, shows and sets a property, or follows a signal. F3 watches: properties live, signals, messages. F5 reads the object again, F9 turns read-only on and off.\n\n"
        + "Marks: ! needs privilege, ~ deprecated, * can be set.");

    /// <summary>Characters of a value in a row.</summary>
    private const int MostValue = 200;

    private readonly HashSet<string> _turned = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { } found)
        {
            return;
        }

        using var list = new LiveList<Member>(session.Screen, SafeText.Clean(path), (T("Open"), T("Back")), Rows(found), Help, T("F3 watch  F5 again  F9 read-only"), KeyCode.F3, KeyCode.F5, KeyCode.F9);
        list.MoveTo(Math.Max(0, Rows(found).FindIndex(row => row.Value.Name == member)));
        while (true)
        {
            list.Note = $"{SafeText.Clean(service)}, {session.Mode}";
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case var (marked, key) when key == KeyCode.F3:
                    await WatchMenu.RunAsync(session, service, path, found, marked?.Value.Interface.Info.Name, cancel);
                    break;
                case (_, KeyCode.F9):
                    await session.ToggleAsync(cancel);
                    break;
                case (_, KeyCode.F5):
                    found = await ReadAsync(cancel) ?? found;
                    break;
                case ({ Value: { Method: { } method } row }, _):
                    await new CallScreen(session).RunAsync(new(service, path, row.Interface.Info.Name, method.Name), method, cancel);
                    break;
                case ({ Value: { Property: { } property } row }, _):
                    await new PropertyScreen(session, service, path, row.Interface).RunAsync(property, cancel);
                    found = await ReadAsync(cancel) ?? found;
                    break;
                case ({ Value: { Signal: { } } row }, _):
                    await new MessagesScreen(session).SignalsAsync(service, path, row.Interface.Info.Name, cancel);
                    break;
                case ({ Value: var row }, _):
                    _ = _turned.Add(row.Interface.Info.Name) || _turned.Remove(row.Interface.Info.Name);
                    break;
            }

            list.Show(Rows(found));
        }
    }

    private Task<DescribedObject?> ReadAsync(CancellationToken cancel)
        => session.AskAsync(T("Asking the object what it has..."), stop => new ObjectReader(session.Bus, service, ExplorerSession.Looking).ReadAsync(path, stop), cancel);

    private List<ListItem<Member>> Rows(DescribedObject found)
        => [.. found.Interfaces.OrderBy(one => one.IsStandard).ThenBy(one => one.Info.Name, StringComparer.Ordinal).SelectMany(Rows)];

    private IEnumerable<ListItem<Member>> Rows(DescribedInterface one)
    {
        var isOpen = one.IsStandard == _turned.Contains(one.Info.Name);
        yield return new(new(one), $"{(isOpen ? "-" : "+")} {one.Info.Name}{(MemberFlags.IsDeprecated(one.Info.Annotations) ? " ~" : "")}");
        if (!isOpen)
        {
            yield break;
        }

        foreach (var method in one.Info.Methods.OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            yield return new(new(one) { Method = method }, $"  {Mark(method.Annotations)}{method.Name}({Arguments(method.In)}){(method.Out.IsEmpty ? "" : $" -> {Arguments(method.Out)}")}");
        }

        foreach (var property in one.Properties.OrderBy(property => property.Info.Name, StringComparer.Ordinal))
        {
            yield return new(new(one) { Property = property }, $"  {Mark(property.Info.Annotations)}{(property.Info.CanWrite ? "*" : "")}{property.Info.Name} {property.Info.Type} = {ValueOf(property)}");
        }

        foreach (var signal in one.Info.Signals.OrderBy(signal => signal.Name, StringComparer.Ordinal))
        {
            yield return new(new(one) { Signal = signal }, T($"  {Mark(signal.Annotations)}{signal.Name}({Arguments(signal.Arguments)}) signal"));
        }
    }

    private static string Mark(IReadOnlyDictionary<string, string> annotations)
        => (MemberFlags.IsPrivileged(annotations) ? "!" : "") + (MemberFlags.IsDeprecated(annotations) ? "~" : "");

    private static string Arguments(IEnumerable<IntrospectedArgument> arguments)
        => string.Join(", ", arguments.Select(argument => argument.Name.Length > 0 ? $"{argument.Type} {argument.Name}" : argument.Type.Signature));

    private static string ValueOf(DescribedProperty property)
        => property.Error is { } error ? $"<{error.Name}>"
            : property.Value is not { } value ? "<write-only>"
            : ShortValue.Of(value, MostValue);

    /// <summary>A row: an interface, or one member of it.</summary>
    private sealed record Member(DescribedInterface Interface)
    {
        public IntrospectedMethod? Method { get; init; }

        public DescribedProperty? Property { get; init; }

        public IntrospectedSignal? Signal { get; init; }

        /// <summary>The interface, and the member after it.</summary>
        public string Name => (Method?.Name ?? Property?.Info.Name ?? Signal?.Name) is { } name ? $"{Interface.Info.Name}.{name}" : Interface.Info.Name;
    }
}
