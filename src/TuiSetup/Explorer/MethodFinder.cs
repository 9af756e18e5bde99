using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Newt.Dialogs;

namespace TuiSetup.Explorer;

/// <summary>What a service says of a method; it may say nothing.</summary>
internal static class MethodFinder
{
    /// <summary>The method by introspection; null where that does not tell of it. It starts no service.</summary>
    public static async Task<IntrospectedMethod?> FindAsync(ExplorerSession session, DBusCall call, CancellationToken cancel)
    {
        try
        {
            var node = await session.Screen.BusyAsync(T("Asking what the method takes..."), stop => new ObjectReader(session.Bus, call.Destination, ExplorerSession.Looking).NodeAsync(call.Path, stop), cancel);
            return node.Interfaces.FirstOrDefault(one => one.Name == call.Interface)?.Methods.FirstOrDefault(method => method.Name == call.Member);
        }
        catch (DBusException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A method that takes what a call has; with names and marks as far as the service tells of the same types.</summary>
    public static IntrospectedMethod For(DBusCall call, IntrospectedMethod? told)
        => told is not null && told.In.Select(argument => argument.Type.Signature).SequenceEqual(call.Arguments.Select(value => value.Signature)) ? told
            : Of(call.Member, [.. call.Arguments.Select(value => DBusType.Parse(value.Signature))], told?.Annotations);

    /// <summary>A method of which no more than its types is known.</summary>
    public static IntrospectedMethod Of(string member, IReadOnlyList<DBusType> types, ImmutableDictionary<string, string>? annotations = null)
        => new(member, [.. types.Select(type => new IntrospectedArgument("", type))], [], annotations ?? ImmutableDictionary<string, string>.Empty);
}
