using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.DBus;

/// <summary>A call that the service, the bus or the connection refused. Its name is the error name of D-Bus.</summary>
public sealed class DBusException(string name, string message, BackendFailure? failure = null)
    : BackendException(failure ?? FailureOf(name), IsDenial(name) ? message.TrimEnd('.', '。') + T(". Run this as root, or let polkit allow it.") : message, name)
{
    /// <summary>The name of errors that were made here because what came was not as the interface says.</summary>
    public const string UnexpectedName = "org.freedesktop.DBus.Error.InconsistentMessage";

    private const string Prefix = "org.freedesktop.DBus.Error.";

    /// <summary>Whether no service has that name, nor could be started under it.</summary>
    public bool IsServiceMissing => Name is Prefix + "ServiceUnknown" or Prefix + "NameHasNoOwner" || Name!.StartsWith(Prefix + "Spawn.", StringComparison.Ordinal);

    public bool IsTimeout => Name is Prefix + "NoReply" or Prefix + "Timeout" or Prefix + "TimedOut";

    /// <summary>Whether the connection to the bus is gone.</summary>
    public bool IsDisconnected => Name is Prefix + "Disconnected";

    /// <summary>Whether it is the bus itself that could not be reached.</summary>
    public bool IsBusMissing { get; init; }

    /// <summary>Whether it was refused for want of rights.</summary>
    public bool IsAccessDenied => IsDenial(Name!);

    /// <summary>Whether the object, the interface, the method or the property is not there.</summary>
    public bool IsUnknownMember => Name is Prefix + "UnknownObject" or Prefix + "UnknownInterface" or Prefix + "UnknownMethod" or Prefix + "UnknownProperty";

    public static DBusException Disconnected() => new(Prefix + "Disconnected", T("The connection to the message bus was closed."));

    public static DBusException Unexpected(string what) => new(UnexpectedName, T($"The service answered in an unexpected way: {what}."));

    private static bool IsDenial(string name)
        => name is Prefix + "AccessDenied" or Prefix + "AuthFailed" or Prefix + "InteractiveAuthorizationRequired"
            || name.EndsWith(".PermissionDenied", StringComparison.Ordinal);

    /// <summary>One who refuses us is as good as one who cannot be reached.</summary>
    private static BackendFailure FailureOf(string name)
        => IsDenial(name) || name is Prefix + "Disconnected" or Prefix + "NoServer" or Prefix + "NoReply" or Prefix + "Timeout" or Prefix + "TimedOut"
            or Prefix + "ServiceUnknown" or Prefix + "NameHasNoOwner"
            || name.StartsWith(Prefix + "Spawn.", StringComparison.Ordinal)
            ? BackendFailure.Unreachable
            : BackendFailure.Failed;
}
