/** Host of `scheme://user@host:port`, `host:port` or `host`; an IPv6 address keeps its brackets. `undefined`: no address. */
export function hostOf(endpoint: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)(?::(?:\d+|\*))?\/?$/i.exec(endpoint)?.[1];
}

/** Whether a host can only be reached from its own machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}
