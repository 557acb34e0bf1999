// Back and forward. What a page writes into its own address is no step to go back to; a link that is followed is one, and
// so is presenting the list, as a whole: back and the end of the presentation both lead to the list that it began from.
(() => {
  "use strict";
  const add = history.pushState.bind(history);
  const push = (state, title, address) => add({ ...state, entry: crypto.randomUUID?.() ?? Math.random() }, title, address);
  const replace = history.replaceState.bind(history);
  const presents = (address) => address.searchParams.has("presenteren");

  history.replaceState = (state, title, address) => replace({ ...history.state, ...state }, title, address);
  history.pushState = (state, title, address) => {
    const from = new URL(location.href);
    const to = new URL(address, location.href);
    if (from.pathname !== to.pathname || state?.isFollowed) return push(state, title, address);
    if (presents(to) && !presents(from)) return push({ ...state, fromList: true }, title, address);
    if (presents(from) && !presents(to) && history.state?.fromList) return history.back();
    history.replaceState(state, title, address);
  };
})();
