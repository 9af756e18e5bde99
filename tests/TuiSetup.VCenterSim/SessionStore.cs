using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>Logins. A session lives until it is logged out or made to expire.</summary>
internal sealed class SessionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = [];

    public string User { get; init; } = "administrator@vsphere.local";

    public string Password { get; init; } = "VMware1!";

    public string ApiType { get; set; } = "VirtualCenter";

    public string InstanceUuid { get; set; } = "dbed6e0c-bd88-4ef6-b594-21283e1c677f";

    /// <summary>The session that the last login began, for its cookie.</summary>
    public Session? Last { get; private set; }

    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    public Session Begin(string user, string password)
    {
        if (user != User || password != Password)
        {
            throw new SimFault("InvalidLogin", "Cannot complete login due to an incorrect user name or password.");
        }

        lock (_lock)
        {
            Last = new Session(user);
            return _sessions[Last.Key] = Last;
        }
    }

    public void End(Session session)
    {
        lock (_lock)
        {
            _sessions.Remove(session.Key);
        }
    }

    /// <summary>As after half an hour without a call.</summary>
    public void ExpireAll()
    {
        lock (_lock)
        {
            _sessions.Clear();
        }
    }

    public bool IsActive(string key)
    {
        lock (_lock)
        {
            return _sessions.ContainsKey(key);
        }
    }

    /// <summary>The session of a cookie, which must come back as it was given: in quotes, or without.</summary>
    public Session? Find(string cookie, bool quoted)
    {
        lock (_lock)
        {
            return _sessions.Values.FirstOrDefault(session => cookie.StartsWith(Cookie(session, quoted), StringComparison.Ordinal));
        }
    }

    public static string Cookie(Session session, bool quoted) => quoted ? $"vmware_soap_session=\"{session.Key}\"" : $"vmware_soap_session={session.Key}";
}
